import type { Random } from "./random.ts";
import { challengeScenes } from "./scenes/challenges.ts";
import { decidingScenes } from "./scenes/deciding.ts";
import { editionScenes } from "./scenes/editions.ts";
import { hostileScenes } from "./scenes/hostile.ts";
import { keyScenes } from "./scenes/keys.ts";
import { machineScenes } from "./scenes/machines.ts";
import { moneyScenes } from "./scenes/money.ts";
import { peopleScenes } from "./scenes/people.ts";
import { seatScenes } from "./scenes/seats.ts";
import { writingScenes } from "./scenes/writing.ts";
import type { Scene, Stage } from "./stage.ts";

/** How often each scene is drawn, in a world where all are. */
const WEIGHTS: { readonly [name: string]: number } = {
  claim: 12,
  pay: 16,
  trust: 8,
  untrust: 1,
  offer: 6,
  answerOffer: 4,
  invite: 4,
  join: 8,
  vouch: 18,
  withdrawVouch: 1,
  revokeInvitation: 1,
  leave: 1,
  apply: 1,
  handOverPlaces: 1,
  callHearing: 2,
  answerHearing: 1,
  openChallenge: 8,
  supportChallenge: 14,
  withdrawChallenge: 1,
  answerChallenge: 2,
  judgeChallenge: 12,
  eraseReason: 1,
  addDevice: 3,
  revokeDevice: 3,
  joinRemoval: 1,
  vetoRemoval: 1,
  vetoDevice: 1,
  freeze: 1,
  liftFreeze: 2,
  open: 9,
  vote: 30,
  withdraw: 1,
  leaveCircle: 2,
  answerCircle: 6,
  answerDismissal: 1,
  publish: 5,
  setProfile: 1,
  erase: 1,
  offerMachine: 6,
  withdrawMachine: 1,
  takeSeat: 2,
  addToLot: 16,
  hurryChange: 2,
  wantSeats: 14,
  proposeSeats: 8,
  proposeEdition: 2,
  wantEdition: 5,
  rehearse: 5,
  anything: 12,
  again: 3,
  damaged: 2,
  garbage: 1,
  otherCommunity: 1,
  expired: 1,
  wrongNonce: 2,
  wrongKey: 1,
  noDevice: 1,
  seenElsewhere: 2,
  seenAhead: 1,
};

/** Draws actions, one after the other. */
export interface Workload {
  next(stage: Stage): Uint8Array;
}

/** How much more often a scene is drawn that is named. */
const OFTEN = 6;

/**
 * Makes a workload whose mixture is drawn too; scenes that are named come more often than usual.
 *
 * Why: a world in which some things never happen reaches states that one with everything does not.
 */
export function createWorkload(random: Random, often: readonly string[] = []): Workload {
  const scenes: { readonly [name: string]: Scene } = {
    ...peopleScenes,
    ...keyScenes,
    ...moneyScenes,
    ...decidingScenes,
    ...machineScenes,
    ...seatScenes,
    ...editionScenes,
    ...writingScenes,
    ...hostileScenes,
    ...challengeScenes,
  };
  const pool: Scene[] = [];
  for (const [name, scene] of Object.entries(scenes)) {
    const share = random.pick([0.5, 1, 1, 1, 2]);
    const usual = (WEIGHTS[name] ?? 1) * share;
    const weight = Math.ceil(often.includes(name) ? usual * OFTEN : usual);
    for (let copies = 0; copies < weight; copies += 1) pool.push(scene);
  }
  return {
    next(stage) {
      for (;;) {
        const wire = stage.random.pick(pool)(stage);
        if (wire === undefined) continue;
        remember(stage);
        stage.sent.push(wire);
        if (stage.sent.length > 200) stage.sent.shift();
        return wire;
      }
    },
  };
}

/** Remembers the newest state, for devices that will sign with it later. */
function remember({ past, ledger }: Stage): void {
  const seen = ledger.seen();
  if (past.at(-1)?.height === seen.height) return;
  past.push(seen);
  if (past.length > 60) past.shift();
}
