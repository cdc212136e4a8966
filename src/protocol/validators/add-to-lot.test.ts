/**
 * Goal: a lot is drawn by values that nobody chooses, from a roll that was frozen before.
 *
 * Method: networks of one to seven machines; every boundary of time and number from both sides.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../kernel/bytes.ts";
import { machineAlpha } from "../kernel/envelope.ts";
import { encode } from "../kernel/schema.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { block, foundNetwork, giveValues, machineKey, offer } from "../testing/helping.ts";
import { wordOf } from "../testing/sign-action.ts";
import { keyOf, testHasher, testVrf } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { LOT_BENCH_DAYS, LOT_HOURS, lotName, lotValues } from "./lot-types.ts";
import { allowsJuries, lotOutcome, lotValue, owedValues, requestLot } from "./lots.ts";

const roll = new Uint8Array(32).fill(9);
const request = (testLaw: TestLaw) =>
  requestLot(testLaw.state, testLaw.now, { kind: "jury", roll, size: 40 });
const jury = (number: number) => ({ kind: "jury" as const, number });
const keysTo = (count: number) => Array.from({ length: count }, (_, at) => machineKey(at + 1));
const outcomeAt = (testLaw: TestLaw, number = 1) => {
  const outcome = lotOutcome(testLaw.state, jury(number));
  return outcome.standing === "drawn" ? toHex(outcome.value) : outcome.standing;
};

test("one machine draws alone, and its proof decides, not the moment of the block", () => {
  const values = [0, 1, 60_000, DAY].map((after) => {
    const testLaw = foundTestLaw([keyOf("ana")], {}, undefined, [keyOf("alone")]);
    block(testLaw, after);
    assert.equal(request(testLaw), 1);
    assert.deepEqual(lotOutcome(testLaw.state, jury(1)).standing, "open");
    testLaw.now += after;
    assert.deepEqual(giveValues(testLaw, testLaw.validators, 1, "jury"), ["done"]);
    return outcomeAt(testLaw);
  });
  assert.equal(new Set(values).size, 1);
});

test("the value is that of all machines, whatever the order and the moments of their words", () => {
  const values = [
    [1, 2, 3, 4],
    [4, 3, 2, 1],
    [2, 4, 1, 3],
  ].map((order, at) => {
    const testLaw = foundNetwork(1, 4);
    request(testLaw);
    for (const number of order) {
      block(testLaw, at * HOUR + 1);
      assert.equal(outcomeAt(testLaw), "open");
      assert.deepEqual(giveValues(testLaw, [machineKey(number)], 1, "jury"), ["done"]);
    }
    testLaw.assertSound();
    return outcomeAt(testLaw);
  });
  // Communities differ by the keys of their people, and so do the values; each is drawn.
  assert.ok(values.every((value) => value.length === 64));
});

test("a value is given once, in time, by a machine that is asked, to a lot that is there", () => {
  const testLaw = foundNetwork(1, 4);
  request(testLaw);
  const give = (key = machineKey(1), number = 1) => giveValues(testLaw, [key], number, "jury")[0];
  assert.equal(give(machineKey(9)), "kernel/not-signing");
  assert.equal(give(machineKey(1), 2), "validators/no-such-lot");
  assert.equal(giveValues(testLaw, [machineKey(1)], 1, "seat")[0], "validators/no-such-lot");
  assert.equal(give(), "done");
  assert.equal(give(), "validators/value-given");
  testLaw.now += LOT_HOURS * HOUR - 1;
  assert.equal(give(machineKey(2)), "done");
  testLaw.now += 1;
  assert.equal(give(machineKey(3)), "validators/lot-over");
  block(testLaw, 0);
  assert.equal(outcomeAt(testLaw), "failed");
  assert.equal(give(machineKey(3)), "validators/lot-over");
  testLaw.assertSound();
});

test("a machine that came later is not asked, and one that gave its value may go", () => {
  const testLaw = foundNetwork(1, 4);
  request(testLaw);
  giveValues(testLaw, keysTo(2), 1, "jury");
  block(testLaw, 1, { named: [1, 3, 4, 5].map((at) => machineKey(at).publicKey) });
  assert.deepEqual(giveValues(testLaw, [machineKey(5)], 1, "jury"), ["validators/not-asked"]);
  assert.deepEqual(giveValues(testLaw, [machineKey(3), machineKey(4)], 1, "jury"), [
    "done",
    "done",
  ]);
  assert.equal(outcomeAt(testLaw).length, 64);
});

test("the machine that was asked alone may still answer once there are several", () => {
  const alone = keyOf("alone");
  const testLaw = foundTestLaw(1, {}, undefined, [alone]);
  request(testLaw);
  const keys = [alone, ...keysTo(3)];
  block(testLaw, 1, { named: keys.map(({ publicKey }) => publicKey) });
  assert.deepEqual(giveValues(testLaw, [machineKey(1)], 1, "jury"), ["validators/not-asked"]);
  const { sha256 } = testHasher;
  assert.deepEqual(owedValues(testLaw.state, { sha256 }, alone.publicKey), [jury(1)]);
  assert.deepEqual(giveValues(testLaw, [alone], 1, "jury"), ["done"]);
  assert.deepEqual(owedValues(testLaw.state, { sha256 }, alone.publicKey), []);
  assert.equal(outcomeAt(testLaw).length, 64);
});

test("after two days more than two thirds suffice, and exactly two thirds do not", () => {
  for (const [machines, given, standing] of [
    [4, 3, "drawn"],
    [4, 2, "failed"],
    [6, 5, "drawn"],
    [6, 4, "failed"],
    [7, 5, "drawn"],
    [7, 4, "failed"],
  ] as const) {
    const testLaw = foundNetwork(1, machines);
    request(testLaw);
    giveValues(testLaw, keysTo(given), 1, "jury");
    block(testLaw, LOT_HOURS * HOUR - 1);
    assert.equal(outcomeAt(testLaw), "open");
    block(testLaw, 1);
    assert.equal(lotOutcome(testLaw.state, jury(1)).standing, standing, `${given}/${machines}`);
    testLaw.assertSound();
  }
});

test("due work knows when a lot waits no longer", () => {
  const testLaw = foundNetwork(1, 4);
  request(testLaw);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), testLaw.now + LOT_HOURS * HOUR);
});

test("anyone who keeps a value from a lot that is drawn is named, pauses and stays away for 30 days", () => {
  const testLaw = foundNetwork(7, 7);
  request(testLaw);
  giveValues(testLaw, keysTo(6), 1, "jury");
  testLaw.now += LOT_HOURS * HOUR;
  const events = testLaw.stateMachine.begin(testLaw.state, testLaw.now);
  const drawn = events.find(({ type }) => type === "validators/lot-drawn");
  assert.deepEqual(drawn?.data["absent"], [7]);
  const shown = () =>
    testLaw.view<{ machine: number; standing: string }[]>("validators/helpers", {});
  assert.equal(shown()[6]?.standing, "suspended");
  const until = testLaw.now + LOT_BENCH_DAYS * DAY;
  const take = () => outcomeOf(testLaw.act(7, "validators/take-seat", { machine: 7 }));
  // The helper says that the machine is theirs; the seat waits for the end of the pause.
  const offered = offer(testLaw, 7, machineKey(7));
  assert.equal(offered, "done");
  testLaw.now = until - 1;
  assert.equal(take(), "validators/benched");
  testLaw.now = until;
  assert.equal(take(), "done");
  testLaw.assertSound();
});

test("where a third is missing nobody pauses: the network fails, not a machine", () => {
  const testLaw = foundNetwork(1, 6);
  request(testLaw);
  giveValues(testLaw, keysTo(4), 1, "jury");
  testLaw.now += LOT_HOURS * HOUR;
  const events = testLaw.stateMachine.begin(testLaw.state, testLaw.now);
  const failed = events.find(({ type }) => type === "validators/lot-failed");
  assert.deepEqual(failed?.data["absent"], [5, 6]);
  const standings = testLaw.view<{ standing: string }[]>("validators/helpers", {});
  assert.ok(standings.every(({ standing }) => standing === "signing"));
});

test("to keep a value back chooses between two values at most, and costs the place", () => {
  const whole = foundNetwork(1, 4);
  request(whole);
  giveValues(whole, keysTo(4), 1, "jury");
  const without = foundNetwork(1, 4);
  request(without);
  giveValues(without, keysTo(3), 1, "jury");
  block(without, LOT_HOURS * HOUR);
  assert.notEqual(outcomeAt(whole), outcomeAt(without));
  const { waitingFor } = without.view<{ waitingFor: number[] }[]>("validators/lots", {})[0] ?? {};
  assert.deepEqual(waitingFor, []);
});

test("a value is computed over the community, the kind and the number, and nothing else", () => {
  const testLaw = foundNetwork(1, 4);
  const before = [...testLaw.state.changes()].length;
  request(testLaw);
  assert.ok([...testLaw.state.changes()].length > before);
  const { says } = testLaw.law.actionByType.get("validators/add-to-lot") ?? {};
  const matter = says?.matter({ kind: "jury", number: 1 } as never);
  assert.deepEqual(matter, encode(lotName, jury(1)));
  assert.equal([...lotValues.entries(testLaw.state, ["jury", 1])].length, 4);
});

test("lots are numbered by their kind, and do not disturb each other", () => {
  const testLaw = foundNetwork(1, 4);
  assert.equal(request(testLaw), 1);
  assert.equal(request(testLaw), 2);
  giveValues(testLaw, keysTo(4), 2, "jury");
  assert.equal(outcomeAt(testLaw, 1), "open");
  assert.equal(outcomeAt(testLaw, 2).length, 64);
  giveValues(testLaw, keysTo(4), 1, "jury");
  assert.notEqual(outcomeAt(testLaw, 1), outcomeAt(testLaw, 2));
  testLaw.assertSound();
});

test("anyone who kept a value back signs on where four are needed, and has no say in further lots", () => {
  const testLaw = foundNetwork(1, 4);
  request(testLaw);
  giveValues(testLaw, keysTo(3), 1, "jury");
  block(testLaw, LOT_HOURS * HOUR);
  const until = testLaw.now + LOT_BENCH_DAYS * DAY;
  assert.equal(request(testLaw), 2);
  assert.deepEqual(giveValues(testLaw, [machineKey(4)], 2, "jury"), ["validators/not-asked"]);
  assert.deepEqual(giveValues(testLaw, keysTo(3), 2, "jury"), ["done", "done", "done"]);
  assert.equal(outcomeAt(testLaw, 2).length, 64);
  testLaw.now = until - 1;
  request(testLaw);
  assert.deepEqual(giveValues(testLaw, [machineKey(4)], 3, "jury"), ["validators/not-asked"]);
  testLaw.now = until;
  request(testLaw);
  assert.deepEqual(giveValues(testLaw, [machineKey(4)], 4, "jury"), ["done"]);
  testLaw.assertSound();
});

test("where few are left to ask, one of them who stays away lets the lot fail and chooses nothing", () => {
  const testLaw = foundNetwork(1, 4);
  request(testLaw);
  giveValues(testLaw, keysTo(3), 1, "jury");
  block(testLaw, LOT_HOURS * HOUR);
  request(testLaw);
  giveValues(testLaw, keysTo(2), 2, "jury");
  block(testLaw, LOT_HOURS * HOUR);
  assert.equal(outcomeAt(testLaw, 2), "failed");
});

test("anyone who has the machines' proofs works the value out again, and believes nobody", () => {
  const testLaw = foundNetwork(1, 4);
  request(testLaw);
  const words = [3, 1, 2].map((number) => {
    const wire = wordOf(testLaw, machineKey(number), "validators/add-to-lot", jury(1));
    const { decoded } = testLaw.stateMachine.decode(wire);
    assert.ok(decoded.ok && decoded.value.envelope.kind === "machine");
    giveValues(testLaw, [machineKey(number)], 1, "jury");
    const { body, proof } = decoded.value.envelope;
    const alpha = machineAlpha(testLaw.community, encode(lotName, jury(1)));
    return { number, value: testVrf(body.key, alpha, proof) ?? assert.fail("it proves") };
  });
  block(testLaw, LOT_HOURS * HOUR);
  const values = words.sort((one, other) => one.number - other.number).map(({ value }) => value);
  assert.equal(toHex(lotValue(testHasher, jury(1), roll, values)), outcomeAt(testLaw));
  assert.notEqual(toHex(lotValue(testHasher, jury(2), roll, values)), outcomeAt(testLaw));
  const other = lotValue(testHasher, jury(1), new Uint8Array(32), values);
  assert.notEqual(toHex(other), outcomeAt(testLaw));
});

test("juries are drawn where four machines sign, and not with fewer", () => {
  assert.equal(allowsJuries(foundTestLaw(1).state), false);
  assert.deepEqual(
    [2, 3, 4, 5].map((machines) => allowsJuries(foundNetwork(1, machines).state)),
    [false, false, true, true],
  );
});
