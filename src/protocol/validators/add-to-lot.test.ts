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
import {
  foundVillage,
  keyOf,
  outcomeOf,
  testHasher,
  testVrf,
  type Village,
  wordOf,
} from "../testing/village.ts";
import { LOT_BENCH_DAYS, LOT_HOURS, lotName, lotValues } from "./lot-types.ts";
import { allowsJuries, lotOutcome, lotValue, owedValues, requestLot } from "./lots.ts";

const roll = new Uint8Array(32).fill(9);
const request = (village: Village) =>
  requestLot(village.state, village.now, { kind: "jury", roll, size: 40 });
const jury = (number: number) => ({ kind: "jury" as const, number });
const keysTo = (count: number) => Array.from({ length: count }, (_, at) => machineKey(at + 1));
const outcomeAt = (village: Village, number = 1) => {
  const outcome = lotOutcome(village.state, jury(number));
  return outcome.standing === "drawn" ? toHex(outcome.value) : outcome.standing;
};

test("one machine draws alone, and its proof decides, not the moment of the block", () => {
  const values = [0, 1, 60_000, DAY].map((after) => {
    const village = foundVillage([keyOf("ana")], {}, undefined, [keyOf("alone")]);
    block(village, after);
    assert.equal(request(village), 1);
    assert.deepEqual(lotOutcome(village.state, jury(1)).standing, "open");
    village.now += after;
    assert.deepEqual(giveValues(village, village.validators, 1, "jury"), ["done"]);
    return outcomeAt(village);
  });
  assert.equal(new Set(values).size, 1);
});

test("the value is that of all machines, whatever the order and the moments of their words", () => {
  const values = [
    [1, 2, 3, 4],
    [4, 3, 2, 1],
    [2, 4, 1, 3],
  ].map((order, at) => {
    const village = foundNetwork(1, 4);
    request(village);
    for (const number of order) {
      block(village, at * HOUR + 1);
      assert.equal(outcomeAt(village), "open");
      assert.deepEqual(giveValues(village, [machineKey(number)], 1, "jury"), ["done"]);
    }
    village.assertSound();
    return outcomeAt(village);
  });
  // Communities differ by the keys of their people, and so do the values; each is drawn.
  assert.ok(values.every((value) => value.length === 64));
});

test("a value is given once, in time, by a machine that is asked, to a lot that is there", () => {
  const village = foundNetwork(1, 4);
  request(village);
  const give = (key = machineKey(1), number = 1) => giveValues(village, [key], number, "jury")[0];
  assert.equal(give(machineKey(9)), "kernel/not-signing");
  assert.equal(give(machineKey(1), 2), "validators/no-such-lot");
  assert.equal(giveValues(village, [machineKey(1)], 1, "seat")[0], "validators/no-such-lot");
  assert.equal(give(), "done");
  assert.equal(give(), "validators/value-given");
  village.now += LOT_HOURS * HOUR - 1;
  assert.equal(give(machineKey(2)), "done");
  village.now += 1;
  assert.equal(give(machineKey(3)), "validators/lot-over");
  block(village, 0);
  assert.equal(outcomeAt(village), "failed");
  assert.equal(give(machineKey(3)), "validators/lot-over");
  village.assertSound();
});

test("a machine that came later is not asked, and one that gave its value may go", () => {
  const village = foundNetwork(1, 4);
  request(village);
  giveValues(village, keysTo(2), 1, "jury");
  block(village, 1, { named: [1, 3, 4, 5].map((at) => machineKey(at).publicKey) });
  assert.deepEqual(giveValues(village, [machineKey(5)], 1, "jury"), ["validators/not-asked"]);
  assert.deepEqual(giveValues(village, [machineKey(3), machineKey(4)], 1, "jury"), [
    "done",
    "done",
  ]);
  assert.equal(outcomeAt(village).length, 64);
});

test("the machine that was asked alone may still answer once there are several", () => {
  const alone = keyOf("alone");
  const village = foundVillage(1, {}, undefined, [alone]);
  request(village);
  const keys = [alone, ...keysTo(3)];
  block(village, 1, { named: keys.map(({ publicKey }) => publicKey) });
  assert.deepEqual(giveValues(village, [machineKey(1)], 1, "jury"), ["validators/not-asked"]);
  const { sha256 } = testHasher;
  assert.deepEqual(owedValues(village.state, { sha256 }, alone.publicKey), [jury(1)]);
  assert.deepEqual(giveValues(village, [alone], 1, "jury"), ["done"]);
  assert.deepEqual(owedValues(village.state, { sha256 }, alone.publicKey), []);
  assert.equal(outcomeAt(village).length, 64);
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
    const village = foundNetwork(1, machines);
    request(village);
    giveValues(village, keysTo(given), 1, "jury");
    block(village, LOT_HOURS * HOUR - 1);
    assert.equal(outcomeAt(village), "open");
    block(village, 1);
    assert.equal(lotOutcome(village.state, jury(1)).standing, standing, `${given}/${machines}`);
    village.assertSound();
  }
});

test("due work knows when a lot waits no longer", () => {
  const village = foundNetwork(1, 4);
  request(village);
  assert.equal(village.machine.nextDue(village.state), village.now + LOT_HOURS * HOUR);
});

test("whoever keeps a value from a lot that is drawn is named, pauses and stays away for 30 days", () => {
  const village = foundNetwork(7, 7);
  request(village);
  giveValues(village, keysTo(6), 1, "jury");
  village.now += LOT_HOURS * HOUR;
  const events = village.machine.begin(village.state, village.now);
  const drawn = events.find(({ type }) => type === "validators/lot-drawn");
  assert.deepEqual(drawn?.data["absent"], [7]);
  const shown = () =>
    village.view<{ machine: number; standing: string }[]>("validators/helpers", {});
  assert.equal(shown()[6]?.standing, "suspended");
  const until = village.now + LOT_BENCH_DAYS * DAY;
  const take = () => outcomeOf(village.act(7, "validators/take-seat", { machine: 7 }));
  // The helper says that the machine is theirs; the seat waits for the end of the pause.
  const offered = offer(village, 7, machineKey(7));
  assert.equal(offered, "done");
  village.now = until - 1;
  assert.equal(take(), "validators/benched");
  village.now = until;
  assert.equal(take(), "done");
  village.assertSound();
});

test("where a third is missing nobody pauses: the network fails, not a machine", () => {
  const village = foundNetwork(1, 6);
  request(village);
  giveValues(village, keysTo(4), 1, "jury");
  village.now += LOT_HOURS * HOUR;
  const events = village.machine.begin(village.state, village.now);
  const failed = events.find(({ type }) => type === "validators/lot-failed");
  assert.deepEqual(failed?.data["absent"], [5, 6]);
  const standings = village.view<{ standing: string }[]>("validators/helpers", {});
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
  const village = foundNetwork(1, 4);
  const before = [...village.state.changes()].length;
  request(village);
  assert.ok([...village.state.changes()].length > before);
  const { says } = village.law.actionByType.get("validators/add-to-lot") ?? {};
  const matter = says?.matter({ kind: "jury", number: 1 } as never);
  assert.deepEqual(matter, encode(lotName, jury(1)));
  assert.equal([...lotValues.entries(village.state, ["jury", 1])].length, 4);
});

test("lots are numbered by their kind, and do not disturb each other", () => {
  const village = foundNetwork(1, 4);
  assert.equal(request(village), 1);
  assert.equal(request(village), 2);
  giveValues(village, keysTo(4), 2, "jury");
  assert.equal(outcomeAt(village, 1), "open");
  assert.equal(outcomeAt(village, 2).length, 64);
  giveValues(village, keysTo(4), 1, "jury");
  assert.notEqual(outcomeAt(village, 1), outcomeAt(village, 2));
  village.assertSound();
});

test("whoever kept a value back signs on where four are needed, and has no say in further lots", () => {
  const village = foundNetwork(1, 4);
  request(village);
  giveValues(village, keysTo(3), 1, "jury");
  block(village, LOT_HOURS * HOUR);
  const until = village.now + LOT_BENCH_DAYS * DAY;
  assert.equal(request(village), 2);
  assert.deepEqual(giveValues(village, [machineKey(4)], 2, "jury"), ["validators/not-asked"]);
  assert.deepEqual(giveValues(village, keysTo(3), 2, "jury"), ["done", "done", "done"]);
  assert.equal(outcomeAt(village, 2).length, 64);
  village.now = until - 1;
  request(village);
  assert.deepEqual(giveValues(village, [machineKey(4)], 3, "jury"), ["validators/not-asked"]);
  village.now = until;
  request(village);
  assert.deepEqual(giveValues(village, [machineKey(4)], 4, "jury"), ["done"]);
  village.assertSound();
});

test("where few are left to ask, one of them who stays away lets the lot fail and chooses nothing", () => {
  const village = foundNetwork(1, 4);
  request(village);
  giveValues(village, keysTo(3), 1, "jury");
  block(village, LOT_HOURS * HOUR);
  request(village);
  giveValues(village, keysTo(2), 2, "jury");
  block(village, LOT_HOURS * HOUR);
  assert.equal(outcomeAt(village, 2), "failed");
});

test("whoever has the machines' proofs works the value out again, and believes nobody", () => {
  const village = foundNetwork(1, 4);
  request(village);
  const words = [3, 1, 2].map((number) => {
    const wire = wordOf(village, machineKey(number), "validators/add-to-lot", jury(1));
    const { decoded } = village.machine.decode(wire);
    assert.ok(decoded.ok && decoded.value.envelope.kind === "machine");
    giveValues(village, [machineKey(number)], 1, "jury");
    const { body, proof } = decoded.value.envelope;
    const alpha = machineAlpha(village.community, encode(lotName, jury(1)));
    return { number, value: testVrf(body.key, alpha, proof) ?? assert.fail("it proves") };
  });
  block(village, LOT_HOURS * HOUR);
  const values = words.sort((one, other) => one.number - other.number).map(({ value }) => value);
  assert.equal(toHex(lotValue(testHasher, jury(1), roll, values)), outcomeAt(village));
  assert.notEqual(toHex(lotValue(testHasher, jury(2), roll, values)), outcomeAt(village));
  const other = lotValue(testHasher, jury(1), new Uint8Array(32), values);
  assert.notEqual(toHex(other), outcomeAt(village));
});

test("juries are drawn where four machines sign, and not with fewer", () => {
  assert.equal(allowsJuries(foundVillage(1).state), false);
  assert.deepEqual(
    [2, 3, 4, 5].map((machines) => allowsJuries(foundNetwork(1, machines).state)),
    [false, false, true, true],
  );
});
