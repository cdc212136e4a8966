/** Goal: a machine that signs says once that it has rehearsed the edition that waits; nobody else can. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, textHash } from "../testing/deciding.ts";
import { foundVillage, keyOf, outcomeOf, type Village } from "../testing/village.ts";
import { machineAddress, rehearsedBy } from "./edition-state.ts";
import { adoptions, rehearsals } from "./edition-tables.ts";

const digest = textHash("edition 2");
const SAY = "constitution/declare-rehearsed";
const machines = ["a", "b"].map((word) => keyOf(`machine ${word}`));
const [first, second] = machines as [ReturnType<typeof keyOf>, ReturnType<typeof keyOf>];

/** A village of two machines in which edition 2 waits. */
function withWaiting(): Village {
  const village = foundVillage(2, {}, undefined, machines);
  const input = { edition: 2, digest, moment: village.now + 60 * DAY };
  const wishes = [{ type: "constitution/adopt-edition", input }];
  assert.equal(decide(village, { kind: "rule", wishes }, [1, 2]), "in-effect");
  return village;
}

test("each machine says it once, and each counts", () => {
  const village = withWaiting();
  const { state } = village;
  const { sha256 } = village.machine.surroundings(village.now);
  const keys = machines.map(({ publicKey }) => publicKey);
  assert.equal(rehearsedBy(state, sha256, 1, keys), 0);
  assert.equal(outcomeOf(village.say(first, SAY, { adoption: 1, digest })), "done");
  assert.equal(rehearsals.has(state, [1, machineAddress(sha256, first.publicKey)]), true);
  assert.equal(rehearsedBy(state, sha256, 1, keys), 1);
  assert.equal(outcomeOf(village.say(first, SAY, { adoption: 1, digest })), "kernel/said-already");
  assert.equal(outcomeOf(village.say(second, SAY, { adoption: 1, digest })), "done");
  assert.equal(rehearsedBy(state, sha256, 1, keys), 2);
  village.assertSound();
});

test("another adoption, another digest, a fixed height and a stranger's machine are refused", () => {
  const village = withWaiting();
  const say = (input: { adoption: number; digest: Uint8Array }, key = first) =>
    outcomeOf(village.say(key, SAY, input));
  assert.equal(say({ adoption: 2, digest }), "constitution/no-such-adoption");
  assert.equal(say({ adoption: 1, digest: textHash("other") }), "constitution/another-edition");
  assert.equal(say({ adoption: 1, digest }, keyOf("stranger")), "kernel/not-signing");
  const row = adoptions.get(village.state, [1]);
  assert.ok(row);
  adoptions.put(village.state, [1], { ...row, standing: "fixed", height: 9 });
  assert.equal(say({ adoption: 1, digest }), "constitution/edition-fixed");
});

test("a person cannot say it for a machine", () => {
  const village = withWaiting();
  assert.equal(outcomeOf(village.act(1, SAY, { adoption: 1, digest })), "kernel/only-by-machines");
});
