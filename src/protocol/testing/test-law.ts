import { completeFounding, type FoundingDocument, foundState } from "../founding.ts";
import { equalBytes, isZero, toHex } from "../kernel/bytes.ts";
import { NOBODY } from "../kernel/ids.ts";
import type { Overlay } from "../kernel/overlay.ts";
import type { Room } from "../kernel/room.ts";
import { NOTHING_SEEN, type Standing } from "../kernel/seen.ts";
import type { TextReference } from "../kernel/text-kind.ts";
import { DAY } from "../kernel/time.ts";
import { createLaw, type Law } from "../law.ts";
import { rooms as allRooms } from "../rooms.ts";
import { createStateMachine, type Receipt, type StateMachine } from "../state-machine.ts";
import { undeclared } from "./declared-refusals.ts";
import { signAction, wordOf } from "./sign-action.ts";
import { keyOf, makeKey, type TestKey, testHasher, testVerify, testVrf } from "./test-keys.ts";

/** One of a person's keys, with the number under which it stands. */
export interface KeyHolder {
  readonly person: number;
  readonly device: number;
  readonly key: TestKey;
}

/** A small community in memory, for tests of rooms: no engine, no tree, real signatures. */
export interface TestLaw {
  readonly law: Law;
  readonly stateMachine: StateMachine;
  readonly state: Overlay;
  readonly community: Uint8Array;
  /** Founders' keys; person n has key n - 1. Push the key of anyone who joins. */
  readonly keys: TestKey[];
  /** The keys of the machines that make the blocks from the founding on. */
  readonly validators: readonly TestKey[];
  now: number;
  /** Stands before the next block; a community has no blocks, so its state is always that of height 0. */
  standing(): Standing;
  /** Signs and executes an action of a person's first device. */
  act(person: number, type: string, input: unknown): Receipt;
  /** Signs and executes an action with any key of a person. */
  actWith(holder: KeyHolder, type: string, input: unknown): Receipt;
  /** Signs an action of a person's first device without executing it. */
  wire(person: number, type: string, input: unknown): Uint8Array;
  /** Executes a stateMachine's own word. */
  say(key: TestKey, type: string, input: unknown): Receipt;
  /** Executes an action by which somebody joins with a key. */
  join(key: TestKey, type: string, input: unknown): Receipt;
  /** Lets time pass and does what becomes due. */
  pass(milliseconds: number): void;
  /** Reads a view; undefined where it does not exist. */
  view<V>(name: string, query: unknown): V;
  /** Throws unless every invariant holds. */
  assertSound(): void;
}

/** Where a test community's time begins: a midnight. */
export const TEST_START = 20_000 * DAY;

/** A founding member, as the founding document lists one. */
export function founder(person: number, since = TEST_START) {
  return { person, since, founder: true, invitedBy: NOBODY };
}

/**
 * Founds a community of some people, all of them founders, or of the people with these keys.
 *
 * Why: given keys make the whole founding the same each time, as vectors need it.
 * Shape: `founding` adds or replaces parts of the founding document; `machines` sign its blocks. The law is
 * an edition as it is, or is made of rooms; of those of the newest edition unless others are given.
 */
export function foundTestLaw(
  people: number | readonly TestKey[],
  founding: { readonly [room: string]: unknown } = {},
  given: readonly Room[] | Law = allRooms,
  machines?: readonly TestKey[],
): TestLaw {
  const isGiven = typeof people !== "number";
  const keys = isGiven ? [...people] : Array.from({ length: people }, makeKey);
  const validators = machines ?? [isGiven ? keyOf("validator") : makeKey()];
  const none = new Uint8Array(32);
  const law = "actionByTag" in given ? given : createLaw(given);
  const document: FoundingDocument = completeFounding(law.rooms, {
    format: law.edition,
    foundedAt: TEST_START,
    salt: none,
    validators: validators.map(({ publicKey }) => ({ key: publicKey, power: 1 })),
    rooms: {
      identity: { people: keys.map((key) => ({ device: key.publicKey, recovery: none })) },
      membership: { members: keys.map((_, at) => founder(at + 1)), vouches: [] },
      ...withTexts(founding),
    },
  });
  const world = { hasher: testHasher, verify: testVerify, vrf: testVrf };
  const founded = foundState(law, document, world);
  if (!founded.ok) throw new Error(founded.reason);
  const { community, state } = founded.value;
  const stateMachine = createStateMachine(law, community, world);
  let nonce = 0;

  const wireOf = ({ key, person, device }: KeyHolder, type: string, given: unknown) => {
    nonce += 1;
    return signAction(law, key, {
      community,
      person,
      device,
      nonce: person === NOBODY ? 0 : nonce,
      expires: testLaw.now + DAY,
      seen: NOTHING_SEEN,
      salt: nonce,
      type,
      input: given,
    });
  };
  // Every refusal that any test brings about has to be one that its action declares.
  const execute = (wire: Uint8Array): Receipt => {
    const receipt = stateMachine.execute(state, stateMachine.decode(wire), testLaw.standing());
    const problem = undeclared(law, receipt);
    if (problem !== undefined) throw new Error(problem);
    return receipt;
  };
  const submit = (holder: KeyHolder, type: string, given: unknown): Receipt =>
    execute(wireOf(holder, type, given));
  const firstKeyOf = (person: number): KeyHolder => {
    const key = keys[person - 1];
    if (key === undefined) throw new Error(`person ${person} has no key`);
    return { key, person, device: 0 };
  };

  const testLaw: TestLaw = {
    law,
    stateMachine,
    state,
    community,
    keys,
    validators,
    now: TEST_START,
    standing: () => stateMachine.standingOn(state, testLaw.now, NOTHING_SEEN),
    act: (person, type, input) => submit(firstKeyOf(person), type, input),
    actWith: submit,
    wire: (person, type, input) => wireOf(firstKeyOf(person), type, input),
    join: (key, type, input) => submit({ key, person: NOBODY, device: 0 }, type, input),
    say: (key, type, input) => execute(wordOf({ law, community }, key, type, input)),
    pass(milliseconds) {
      testLaw.now += milliseconds;
      stateMachine.begin(state, testLaw.now);
    },
    view<V>(name: string, query: unknown): V {
      const view = law.viewByName.get(name);
      if (view === undefined) throw new Error(`no view ${name}`);
      return view.read({ ...stateMachine.ruleContext(testLaw.now), state, query } as never) as V;
    },
    assertSound() {
      const broken = stateMachine.broken(state, testLaw.now);
      if (broken.length > 0) throw new Error(broken.join("\n"));
    },
  };
  return testLaw;
}

interface GivenTexts {
  readonly constitution?: { readonly charter?: Uint8Array; readonly articles?: Uint8Array[] };
  readonly circles?: {
    readonly circles?: { readonly purpose: Uint8Array }[];
    readonly roles?: { readonly purpose: Uint8Array }[];
  };
  readonly records?: unknown;
}

const as = (kind: TextReference["kind"]) => (hash: Uint8Array) => ({ hash, kind });

/** Adds the texts that a founding refers to, as everybody's, unless it says something of texts. */
function withTexts(founding: GivenTexts) {
  if (founding.records !== undefined) return founding;
  const { constitution, circles } = founding;
  const purposes = [...(circles?.circles ?? []), ...(circles?.roles ?? [])];
  const named: TextReference[] = [
    ...(constitution?.charter === undefined ? [] : [constitution.charter]).map(as("charter")),
    ...(constitution?.articles ?? []).map(as("article")),
    ...purposes.map(({ purpose }) => purpose).map(as("purpose")),
  ];
  const kinds = new Map(named.map((text) => [toHex(text.hash), text]));
  const about = { owner: NOBODY, audience: "public", bytes: 100 };
  const given = [...kinds.values()].filter(({ hash }) => !isZero(hash));
  return { ...founding, records: { texts: given.map((text) => ({ ...about, ...text })) } };
}

/** The fault's code of a receipt, or "done". */
export function outcomeOf(receipt: Receipt): string {
  return receipt.refusal?.fault.code ?? "done";
}

export { equalBytes };
