import type { BlockEvidence, Misbehaviour } from "../kernel/block-evidence.ts";
import type { PersonId } from "../kernel/ids.ts";
import { type LotKind, offerProof } from "../validators/index.ts";
import { decide, hashBy, rehearse, textHash, type Wish } from "./deciding.ts";
import { keyOf, type TestKey } from "./test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "./test-law.ts";

/** A machine's key; the same for the same number. */
export function machineKey(number: number): TestKey {
  return keyOf(`machine ${number}`);
}

/** The address of a key. */
export function addressOf(testLaw: TestLaw, key: TestKey): Uint8Array {
  return testLaw.stateMachine.ruleContext(testLaw.now).sha256(key.publicKey).slice(0, 20);
}

let declarations = 0;

/** Publishes what a helper says about a machine, and returns its hash. */
export function declare(testLaw: TestLaw, person: number, changed: object = {}): Uint8Array {
  declarations += 1;
  const word = `machine ${declarations}`;
  const input = {
    digest: textHash(word),
    audience: "public",
    kind: "machine",
    bytes: 100,
    ...changed,
  };
  const receipt = testLaw.act(person, "records/publish", input);
  if (receipt.code !== 0) throw new Error(outcomeOf(receipt));
  return hashBy(person, word);
}

/** Has a person offer a machine, and returns what came of it. */
export function offer(
  testLaw: TestLaw,
  person: number,
  key: TestKey,
  changed: object = {},
): string {
  const world = testLaw.stateMachine.ruleContext(testLaw.now);
  const proof = key.sign(offerProof(world, person as PersonId, key.publicKey));
  const declaration = declare(testLaw, person);
  const input = { key: key.publicKey, proof, declaration, ...changed };
  return outcomeOf(testLaw.act(person, "validators/offer-machine", input));
}

/** Has each of the first people offer a machine, whose number is the person's. */
export function offerEach(testLaw: TestLaw, people: number): void {
  for (let at = 1; at <= people; at += 1) offer(testLaw, at, machineKey(at));
}

/** The proof that a machine has signed two blocks of one height. */
export function doubleSigning(testLaw: TestLaw, machine: number, height: number): Misbehaviour {
  const address = addressOf(testLaw, machineKey(machine));
  return { kind: "duplicate-vote", address, height, time: testLaw.now };
}

/** Wishes about machines, as tests write them. */
export const machineWish = {
  seat: (machine: number, until: number): Wish => {
    return { type: "validators/seat-machine", input: { machine, until } };
  },
  lot: (count: number, until: number): Wish => {
    return { type: "validators/seat-by-lot", input: { count, until } };
  },
  unseat: (machine: number): Wish => ({ type: "validators/unseat-machine", input: { machine } }),
  lift: (machine: number): Wish => ({ type: "validators/lift-bar", input: { machine } }),
};

/** A machine as the list of helpers shows it. */
export interface Shown {
  readonly machine: number;
  readonly operator: number;
  readonly standing: string;
  readonly sentence: string;
  readonly isSigning: boolean;
  readonly seatUntil: number;
  readonly present: number;
  readonly absent: number;
  readonly absentInARow: number;
  readonly uptime: number | null;
  readonly owed: number;
  readonly misbehaviours: readonly { readonly height: number; readonly kind: string }[];
}

/** The machines as people see them. */
export function helpers(testLaw: TestLaw): Shown[] {
  return testLaw.view<Shown[]>("validators/helpers", {});
}

/** How each machine stands, in the order of their numbers. */
export function standings(testLaw: TestLaw): string[] {
  return helpers(testLaw).map(({ standing }) => standing);
}

/** The numbers of the machines that sign. */
export function signing(testLaw: TestLaw): number[] {
  return helpers(testLaw)
    .filter(({ isSigning }) => isSigning)
    .map(({ machine }) => machine);
}

/** Lets a block come at a moment, in which this was witnessed. */
export function block(
  testLaw: TestLaw,
  after: number,
  evidence: Partial<BlockEvidence> = {},
): void {
  testLaw.now += after;
  const told = { absent: [], misbehaviours: [], ...evidence };
  testLaw.stateMachine.begin(testLaw.state, testLaw.now, { evidence: told });
}

/** Founds a community whose machines 1 to n sign from the first block on; nobody has said who runs them. */
export function foundNetwork(
  people: number,
  machines: number,
  founding: { readonly [room: string]: unknown } = {},
): TestLaw {
  const keys = Array.from({ length: machines }, (_, at) => machineKey(at + 1));
  return foundTestLaw(people, founding, undefined, keys);
}

/** Everyone decides, with the votes of the first two founders. */
export function everyoneDecides(testLaw: TestLaw, ...wishes: readonly Wish[]): string {
  const people = testLaw.keys.slice(0, 2).map((_, at) => at + 1);
  return decide(testLaw, { kind: "seat", wishes }, people);
}

/** Has machines give their values to a lot, and tells what came of each. */
export function giveValues(
  testLaw: TestLaw,
  keys: readonly TestKey[],
  number: number,
  kind: LotKind = "seat",
): string[] {
  return keys.map((key) => outcomeOf(testLaw.say(key, "validators/add-to-lot", { kind, number })));
}

/** The code of the fault with which everyone would be refused now, or "done". */
export function wouldEveryone(testLaw: TestLaw, ...wishes: readonly Wish[]): string {
  return rehearse(testLaw, 1, ...wishes);
}
