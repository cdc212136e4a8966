import type { ActionGenerator, DrawContext } from "./draw-context.ts";
import { challengeGenerators } from "./generators/challenges.ts";
import { conversationGenerators } from "./generators/conversation.ts";
import { decidingGenerators } from "./generators/deciding.ts";
import { editionGenerators } from "./generators/editions.ts";
import { hostileGenerators } from "./generators/hostile.ts";
import { keyGenerators } from "./generators/keys.ts";
import { machineGenerators } from "./generators/machines.ts";
import { moneyGenerators } from "./generators/money.ts";
import { peopleGenerators } from "./generators/people.ts";
import { seatGenerators } from "./generators/seats.ts";
import { writingGenerators } from "./generators/writing.ts";
import type { Random } from "./random.ts";

const generators = {
  ...peopleGenerators,
  ...keyGenerators,
  ...moneyGenerators,
  ...decidingGenerators,
  ...machineGenerators,
  ...seatGenerators,
  ...editionGenerators,
  ...writingGenerators,
  ...hostileGenerators,
  ...challengeGenerators,
  ...conversationGenerators,
} satisfies { readonly [name: string]: ActionGenerator };

/** A kind of action that the simulation draws. */
export type Drawn = keyof typeof generators;

/** How often each kind of action is drawn, in a world where all are; one without a weight does not compile. */
const WEIGHTS: { readonly [name in Drawn]: number } = {
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
  leave: 2,
  leaveNow: 1,
  stay: 1,
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
  say: 8,
  reword: 3,
  takeBack: 2,
  giveReason: 6,
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
  next(context: DrawContext): Uint8Array;
}

/** How much more often a kind of action is drawn that is named. */
const OFTEN = 6;

/**
 * Makes a workload whose mixture is drawn too; kinds of action that are named come more often than usual.
 *
 * Why: a world in which some things never happen reaches states that one with everything does not.
 */
export function createWorkload(random: Random, often: readonly Drawn[] = []): Workload {
  const pool: ActionGenerator[] = [];
  for (const name of Object.keys(generators) as Drawn[]) {
    const share = random.pick([0.5, 1, 1, 1, 2]);
    const usual = WEIGHTS[name] * share;
    const weight = Math.ceil(often.includes(name) ? usual * OFTEN : usual);
    for (let copies = 0; copies < weight; copies += 1) pool.push(generators[name]);
  }
  return {
    next(context) {
      for (;;) {
        const wire = context.random.pick(pool)(context);
        if (wire === undefined) continue;
        remember(context);
        context.sent.push(wire);
        if (context.sent.length > 200) context.sent.shift();
        return wire;
      }
    },
  };
}

/** Remembers the newest state, for devices that will sign with it later. */
function remember({ past, ledger }: DrawContext): void {
  const seen = ledger.seen();
  if (past.at(-1)?.height === seen.height) return;
  past.push(seen);
  if (past.length > 60) past.shift();
}
