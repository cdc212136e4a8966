/**
 * Goal: an anonymous member acts once in a decision, only there, and only with what was proved.
 * Method: the law with one more room, whose only actions open a scope and count anonymous answers;
 * the proof is a hash that knows a secret of the group, as a real one would.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { nullifiers, openScope, scopeHash } from "./identity/index.ts";
import { defineAction } from "./kernel/action.ts";
import { concatBytes, equalBytes } from "./kernel/bytes.ts";
import { type AnonymousBody, provenMessage, writeEnvelope } from "./kernel/envelope.ts";
import { defineFaults, refuse } from "./kernel/fault.ts";
import type { MembershipProof, VerifyMembership } from "./kernel/hash.ts";
import { type DecisionId, decisionId } from "./kernel/ids.ts";
import { defineRoom } from "./kernel/room.ts";
import { encode, moment, record, u8, u32 } from "./kernel/schema.ts";
import { NOTHING_SEEN } from "./kernel/seen.ts";
import { part, table } from "./kernel/table.ts";
import { DAY } from "./kernel/time.ts";
import { createLaw } from "./law.ts";
import { rooms } from "./rooms.ts";
import { createStateMachine } from "./state-machine.ts";
import { testHasher, testVerify } from "./testing/test-keys.ts";
import { foundTestLaw, outcomeOf } from "./testing/test-law.ts";

const TEST_ROOM = 200;
const GROUP = new Uint8Array(32).fill(9);

const counts = table({
  id: TEST_ROOM << 8,
  name: "test/counts",
  about: "Anonymous answers.",
  visibility: "everyone",
  key: [part("decision", decisionId)],
  row: record({ count: u32 }),
});

const faults = defineFaults("test", TEST_ROOM, {
  odd: { number: 1, sentence: "Only even answers count.", remedy: "Answer an even one." },
});

const openAction = defineAction({
  type: "test/open",
  tag: TEST_ROOM << 8,
  author: "person",
  visibility: "everyone",
  summary: "Opens a decision to anonymous members.",
  input: record({ decision: decisionId, until: moment }),
  about: { decision: "which", until: "until when" },
  refuses: [],
  check: () => undefined,
  apply({ state, before, input: { decision, until } }) {
    openScope(state, decision, { group: GROUP, before, until });
    return [];
  },
  why: () => ({ rule: "test", inputs: {}, result: "open" }) as never,
});

const answer = defineAction({
  type: "test/answer",
  tag: (TEST_ROOM << 8) + 1,
  author: "anonymous",
  visibility: "everyone",
  summary: "Answers without a name.",
  input: record({ decision: decisionId, answer: u8 }),
  about: { decision: "which", answer: "an even number" },
  scopeOf: ({ decision }) => decision,
  refuses: ["test/odd"],
  check: ({ input }) => (input.answer % 2 === 0 ? undefined : refuse(faults["odd"])),
  apply({ state, decision }) {
    const { count } = counts.get(state, [decision]) ?? { count: 0 };
    counts.put(state, [decision], { count: count + 1 });
    return [];
  },
  why: () => ({ rule: "test", inputs: {}, result: "counted" }) as never,
});

const testRoom = defineRoom({
  name: "test",
  number: TEST_ROOM,
  summary: "Anonymous answers.",
  tables: [counts],
  actions: [openAction, answer],
  views: [],
  events: [],
  faults: Object.values(faults),
  invariants: [],
});

const proofOf = ({ group, scope, nullifier, message }: Omit<MembershipProof, "proof">) =>
  testHasher.sha256(concatBytes(group, scope, nullifier, message));
const verifyMembership: VerifyMembership = (given) => equalBytes(given.proof, proofOf(given));

const mark = (number: number) => new Uint8Array(32).fill(number);
const ONE = 1 as DecisionId;
const OTHER = 2 as DecisionId;

function open() {
  const testLaw = foundTestLaw(1, {}, [...rooms, testRoom]);
  const { law, community, state } = testLaw;
  const world = { hasher: testHasher, verify: testVerify, vrf: () => undefined };
  const stateMachine = createStateMachine(law, community, { ...world, verifyMembership });
  for (const decision of [ONE, OTHER]) {
    const opened = testLaw.act(1, "test/open", { decision, until: testLaw.now + DAY });
    assert.equal(outcomeOf(opened), "done");
  }
  const wireOf = (
    input: { readonly decision: DecisionId; readonly answer: number },
    change: Partial<AnonymousBody> = {},
    spoil: Partial<AnonymousBody> = {},
  ): Uint8Array => {
    const words = {
      community,
      scope: scopeHash(testHasher, community, input.decision),
      nullifier: mark(1),
      proof: new Uint8Array(0),
      expires: testLaw.now + DAY / 2,
      seen: NOTHING_SEEN,
      tag: answer.tag,
      payload: encode(answer.input, input),
      ...change,
    };
    const { scope, nullifier } = words;
    const message = provenMessage(testHasher, words);
    const proof = proofOf({ group: GROUP, scope, nullifier, message });
    return writeEnvelope({ kind: "anonymous", body: { ...words, proof, ...spoil } });
  };
  const send = (wire: Uint8Array): string =>
    outcomeOf(stateMachine.execute(state, stateMachine.decode(wire), testLaw.standing()));
  const count = (decision: DecisionId) => counts.get(state, [decision])?.count ?? 0;
  return { testLaw, stateMachine, wireOf, send, count };
}

const even = (decision: DecisionId) => ({ decision, answer: 2 });

test("an anonymous member acts once in a decision, and once in another", () => {
  const { wireOf, send, count, testLaw } = open();
  const wire = wireOf(even(ONE));
  assert.equal(send(wire), "done");
  assert.equal(send(wire), "kernel/nullifier-used");
  assert.equal(send(wireOf({ decision: ONE, answer: 4 })), "kernel/nullifier-used");
  assert.equal(send(wireOf(even(ONE), { nullifier: mark(2) })), "done");
  assert.equal(send(wireOf(even(OTHER))), "done");
  assert.deepEqual([count(ONE), count(OTHER)], [2, 1]);
  assert.equal([...nullifiers.entries(testLaw.state, [ONE])].length, 2);
});

test("a proof for another decision, community or answer is refused", () => {
  const { wireOf, send, count, testLaw } = open();
  const { community } = testLaw;
  const scope = scopeHash(testHasher, community, OTHER);
  assert.equal(send(wireOf(even(ONE), { scope })), "kernel/other-scope");
  const foreign = scopeHash(testHasher, mark(7), ONE);
  assert.equal(send(wireOf(even(ONE), { scope: foreign })), "kernel/other-scope");
  assert.equal(send(wireOf(even(ONE), { community: mark(7) })), "kernel/other-community");
  const payload = encode(answer.input, { decision: ONE, answer: 6 });
  assert.equal(send(wireOf(even(ONE), {}, { payload })), "kernel/bad-membership");
  assert.equal(send(wireOf(even(ONE), {}, { nullifier: mark(3) })), "kernel/bad-membership");
  assert.equal(send(wireOf(even(ONE), {}, { proof: mark(0) })), "kernel/bad-membership");
  assert.equal(count(ONE), 0);
  assert.equal(send(wireOf(even(ONE))), "done");
});

test("all name the state in which the decision opened, and no newer one", () => {
  const { wireOf, send } = open();
  const newer = { height: 3, root: NOTHING_SEEN.root };
  const forged = { height: 0, root: mark(1) };
  for (const seen of [newer, forged]) {
    assert.equal(send(wireOf(even(ONE), { seen })), "kernel/not-the-openings");
  }
});

test("a decision that was never opened, or is over, takes no anonymous action", () => {
  const { wireOf, send, testLaw } = open();
  assert.equal(send(wireOf(even(3 as DecisionId))), "kernel/scope-closed");
  const { now } = testLaw;
  const late = wireOf(even(ONE), { expires: now + 2 * DAY });
  testLaw.now = now + DAY - 1;
  assert.equal(send(wireOf(even(OTHER))), "done");
  testLaw.now = now + DAY;
  assert.equal(send(late), "kernel/scope-closed");
});

test("what a rule refuses leaves no mark: nobody can burn another's only answer", () => {
  const { wireOf, send, count } = open();
  assert.equal(send(wireOf({ decision: ONE, answer: 3 })), "test/odd");
  assert.equal(count(ONE), 0);
  assert.equal(send(wireOf(even(ONE))), "done");
});

test("where no proof can be checked, and in any person's action, nobody is anonymous", () => {
  const { wireOf, testLaw } = open();
  const { stateMachine, state } = testLaw;
  const send = (wire: Uint8Array) =>
    outcomeOf(stateMachine.execute(state, stateMachine.decode(wire), testLaw.standing()));
  assert.equal(send(wireOf(even(ONE))), "kernel/bad-membership");
  const tag = testLaw.law.actionByType.get("test/open")?.tag ?? 0;
  const payload = encode(openAction.input, { decision: ONE, until: 1 });
  assert.equal(send(wireOf(even(ONE), { tag, payload })), "kernel/no-anonymous-action");
});

test("an action has a scope exactly if anonymous members do it", () => {
  const { scopeOf: _, ...scopeless } = answer;
  const broken = { ...testRoom, actions: [scopeless] };
  assert.throws(() => createLaw([...rooms, broken as never]), /has a scope exactly if/);
});
