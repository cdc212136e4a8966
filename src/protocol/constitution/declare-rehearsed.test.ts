/** Goal: a machine that signs says once that it has rehearsed the edition that waits; nobody else can. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, textHash } from "../testing/deciding.ts";
import { keyOf } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { machineAddress, rehearsedBy } from "./edition-state.ts";
import { adoptions, rehearsals } from "./edition-tables.ts";

const digest = textHash("edition 2");
const SAY = "constitution/declare-rehearsed";
const machines = ["a", "b"].map((word) => keyOf(`machine ${word}`));
const [first, second] = machines as [ReturnType<typeof keyOf>, ReturnType<typeof keyOf>];

/** A community of two machines in which edition 2 waits. */
function withWaiting(): TestLaw {
  const testLaw = foundTestLaw(2, {}, undefined, machines);
  const input = { edition: 2, digest, moment: testLaw.now + 60 * DAY };
  const wishes = [{ type: "constitution/adopt-edition", input }];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2]), "in-effect");
  return testLaw;
}

test("each machine says it once, and each counts", () => {
  const testLaw = withWaiting();
  const { state } = testLaw;
  const { sha256 } = testLaw.stateMachine.ruleContext(testLaw.now);
  const keys = machines.map(({ publicKey }) => publicKey);
  assert.equal(rehearsedBy(state, sha256, 1, keys), 0);
  assert.equal(outcomeOf(testLaw.say(first, SAY, { adoption: 1, digest })), "done");
  assert.equal(rehearsals.has(state, [1, machineAddress(sha256, first.publicKey)]), true);
  assert.equal(rehearsedBy(state, sha256, 1, keys), 1);
  assert.equal(outcomeOf(testLaw.say(first, SAY, { adoption: 1, digest })), "kernel/said-already");
  assert.equal(outcomeOf(testLaw.say(second, SAY, { adoption: 1, digest })), "done");
  assert.equal(rehearsedBy(state, sha256, 1, keys), 2);
  testLaw.assertSound();
});

test("another adoption, another digest, a fixed height and a stranger's machine are refused", () => {
  const testLaw = withWaiting();
  const say = (input: { adoption: number; digest: Uint8Array }, key = first) =>
    outcomeOf(testLaw.say(key, SAY, input));
  assert.equal(say({ adoption: 2, digest }), "constitution/no-such-adoption");
  assert.equal(say({ adoption: 1, digest: textHash("other") }), "constitution/another-edition");
  assert.equal(say({ adoption: 1, digest }, keyOf("stranger")), "kernel/not-signing");
  const row = adoptions.get(testLaw.state, [1]);
  assert.ok(row);
  adoptions.put(testLaw.state, [1], { ...row, standing: "fixed", height: 9 });
  assert.equal(say({ adoption: 1, digest }), "constitution/edition-fixed");
});

test("a person cannot say it for a machine", () => {
  const testLaw = withWaiting();
  assert.equal(outcomeOf(testLaw.act(1, SAY, { adoption: 1, digest })), "kernel/only-by-machines");
});
