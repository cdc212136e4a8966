import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { keepKey } from "#cli/key-store.js";
import { seedSigner } from "#client/index.js";
import { movableClock, systemClock } from "#engine/clock.js";
import { checkpointFile } from "#engine/embedded/checkpoint-file.js";
import { startEmbeddedEngine } from "#engine/embedded/embedded-engine.js";
import { openFileMarker } from "#engine/embedded/head-marker.js";
import { type Signer, signerFromSeed } from "#engine/embedded/signer.js";
import type { Engine } from "#engine/engine.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { openLevelStore } from "#engine/store/level-store.js";
import { createHome, homeLayout, keepValidatorKey, readValidatorKey } from "#node/index.js";
import {
  communityOf,
  DAY,
  encode,
  folkmootLaw,
  openFor,
  type PersonId,
  toHex,
  voteFor,
} from "#protocol/index.js";
import { signAction } from "#protocol/testing/sign-action.js";
import { textHash } from "#protocol/texts/index.js";
import { offerProof } from "#protocol/validators/index.js";
import { waitingChanges } from "#protocol/validators/pace-types.js";

const sha256 = (text: string) => new Uint8Array(createHash("sha256").update(text).digest());

/** A community of one machine that has seated several; it has been stopped. */
export interface SeatedNetwork {
  readonly home: string;
  /** Homes with nothing but the key of a seated machine: the second one's, the third one's, … */
  readonly machines: readonly string[];
  /** The folder of the helpers' keys, which are called `helper1`, `helper2`, … */
  readonly keys: string;
}

interface Plan {
  readonly founders: number;
  /** How many take their seats. */
  readonly taken: number;
  /** Whether everybody wants the seats at once that are too many for the pace. */
  readonly isHurried?: boolean;
}

/** Old enough for a decision to take effect, young enough for a device that trusts the founding. */
const AGE = 12 * DAY;

const keySeed = (person: number) => sha256(`helper ${person}`);

/**
 * Founds a community in the past, has everyone seat a machine of each founder, and has the first
 * few take their seats. Machine 1 is the one that makes the blocks.
 */
export async function createSeatedNetwork(
  root: string,
  { founders, taken, isHurried = true }: Plan,
): Promise<SeatedNetwork> {
  const foundedAt = Date.now() - AGE;
  const home = join(root, "village");
  const signers = Array.from({ length: founders }, (_, at) => signerFromSeed(keySeed(at + 1)));
  const { layout, file } = await createHome({
    home,
    law: folkmootLaw,
    founding: foundingOf(signers, foundedAt),
    now: foundedAt,
  });
  const machines = Array.from({ length: founders - 1 }, (_, at) => join(root, `machine${at + 2}`));
  const machineKeys = [await readValidatorKey(layout)];
  for (const machine of machines) {
    mkdirSync(machine, { mode: 0o700 });
    machineKeys.push(await keepValidatorKey(homeLayout(machine)));
  }
  const clock = movableClock(systemClock, -AGE);
  const store = await openLevelStore(layout.store);
  const marker = await openFileMarker(layout.head);
  const engine = await startEmbeddedEngine({
    law: folkmootLaw,
    founding: file.document,
    store,
    signer: machineKeys[0] as Signer,
    clock,
    hasher: nativeHasher,
    marker,
    checkpoint: checkpointFile(layout.checkpoint),
  });
  const act = acting(engine, () => clock.now());
  for (const [at, key] of machineKeys.entries()) await offer(engine, act, at + 1, key);
  const until = foundedAt + 300 * DAY;
  await seatAll(act, machineKeys.length, until);
  clock.advance(7 * DAY + 1);
  await engine.tick();
  clock.advance(3 * DAY + 1);
  await engine.tick();
  if (isHurried) await hurryAll(engine, act, founders);
  for (let at = 1; at <= taken; at += 1) await act(at, "validators/take-seat", { machine: at });
  while (engine.ledger.nextDue() === 0) await engine.tick();
  await engine.stop();
  await store.close();
  await marker.close();
  const keys = join(root, "keys");
  const community = toHex(communityOf(nativeHasher, folkmootLaw, file.document));
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  for (let at = 1; at <= founders; at += 1) keepKey(keys, `helper${at}`, community, keySeed(at));
  return { home, machines, keys };
}

/** Has more than half of all members want the seats that are too many for the pace at once. */
async function hurryAll(engine: Engine, act: Act, members: number): Promise<void> {
  const waiting = [...waitingChanges.entries(engine.ledger.reader(), [])].map(({ key }) => key[0]);
  for (const change of waiting) {
    for (let person = 1; person * 2 <= members + 1; person += 1) {
      await act(person, "validators/hurry-change", { change });
    }
  }
}

function foundingOf(signers: readonly Signer[], foundedAt: number): string {
  const none = "00".repeat(32);
  const people = signers.map(({ publicKey }) => ({ device: toHex(publicKey), recovery: none }));
  const members = signers.map((_, at) => {
    return { person: at + 1, since: foundedAt, founder: true, invitedBy: 0 };
  });
  const rooms = { identity: { people }, membership: { members, vouches: [] } };
  return JSON.stringify({ name: "A valley", foundedAt, rooms });
}

type Act = (person: number, type: string, input: unknown) => Promise<void>;

function acting(engine: Engine, now: () => number): Act {
  let nonce = 0;
  const { ledger } = engine;
  return async (person, type, input) => {
    nonce += 1;
    const wire = signAction(ledger.law, signerFromSeed(keySeed(person)), {
      community: ledger.community,
      person,
      nonce,
      expires: Math.max(now(), engine.head().time) + DAY,
      seen: ledger.seen(),
      type,
      input,
    });
    const done = await engine.submit(wire);
    if (done.state === "refused") throw new Error(`${type}: ${done.refusal.fault.code}`);
  };
}

async function offer(engine: Engine, act: Act, person: number, key: Signer): Promise<void> {
  const digest = sha256(`machine of ${person}`);
  const declaration = textHash(nativeHasher, person as PersonId, digest);
  const text = { digest, audience: "public", kind: "machine", bytes: 64 };
  await act(person, "records/publish", text);
  const world = { community: engine.ledger.community, sha256: nativeHasher.sha256 };
  const proof = key.sign(offerProof(world, person as PersonId, key.publicKey));
  await act(person, "validators/offer-machine", { key: key.publicKey, proof, declaration });
}

async function seatAll(act: Act, machines: number, until: number): Promise<void> {
  const digest = sha256("all machines");
  const text = textHash(nativeHasher, 1 as PersonId, digest);
  await act(1, "records/publish", { digest, audience: "public", kind: "proposal", bytes: 64 });
  const action = folkmootLaw.actionByType.get("validators/seat-machine");
  if (action === undefined) throw new Error("there is no such action");
  const effects = Array.from({ length: machines }, (_, at) => {
    return {
      option: 0,
      tag: action.tag,
      payload: encode(action.input, { machine: at + 1, until }),
    };
  });
  await act(1, "decisions/open", openFor({ circle: 1, kind: "seat", text, effects }));
  for (const person of [1, 2]) {
    await act(person, "decisions/cast-vote", voteFor(1, "yes"));
  }
}

/** The key of a helper, for anyone who acts through a node. */
export function helperSigner(person: number) {
  return seedSigner(keySeed(person));
}
