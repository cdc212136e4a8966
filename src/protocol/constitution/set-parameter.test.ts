/** Goal: figures move within bounds, by steps, after a rest, and only by everyone's decision. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, newest, propose, rehearsal, rehearse, type Wish } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { type ParameterName, parameterList } from "./parameters.ts";
import { parameterHistory, parameterValue, parameterValueAt } from "./values.ts";

function set(parameter: ParameterName, value: number): Wish {
  return { type: "constitution/set-parameter", input: { parameter, value } };
}

function foundWith(parameter: ParameterName, value: number): TestLaw {
  const constitution = {
    charter: new Uint8Array(32),
    parameters: [{ parameter, value }],
    articles: [],
  };
  return foundTestLaw(3, { constitution });
}

function outcomesOf(testLaw: TestLaw, parameter: ParameterName, values: readonly number[]) {
  return values.map((value) => rehearse(testLaw, 1, set(parameter, value)));
}

const setSeats = (parameter: ParameterName, value: number): Wish => {
  return { type: "constitution/set-seat-parameter", input: { parameter, value } };
};

test("figures about machines are of the kind of seats, all others are not", () => {
  const testLaw = foundTestLaw(3);
  const other = "constitution/other-kind-of-rule";
  const ofSeats = parameterList.filter(({ kind }) => kind === "seat").map(({ name }) => name);
  assert.deepEqual(ofSeats, [
    "seat-days-max",
    "attendance-minutes",
    "absences-in-a-row",
    "helper-income-per-day",
  ]);
  for (const { name, kind } of parameterList) {
    const [light, weighty] = [
      rehearse(testLaw, 1, set(name, 0)),
      rehearse(testLaw, 1, setSeats(name, 0)),
    ];
    assert.equal(light === other, kind === "seat", name);
    assert.equal(weighty === other, kind === "rule", name);
  }
});

test("a rule about seats changes by a decision about seats, and by no other", () => {
  const testLaw = foundTestLaw(6);
  const wish = setSeats("seat-days-max", 455);
  assert.equal(
    outcomeOf(propose(testLaw, { kind: "rule", wishes: [wish] })),
    "decisions/other-kind",
  );
  const asRule = { kind: "rule", wishes: [set("seat-days-max", 455)] } as const;
  assert.equal(outcomeOf(propose(testLaw, asRule)), "decisions/cannot-work");
  assert.equal(decide(testLaw, { kind: "seat", wishes: [wish] }, [1]), "failed");
  assert.equal(parameterValue(testLaw.state, "seat-days-max"), 365);
  assert.equal(decide(testLaw, { kind: "seat", wishes: [wish] }, [1, 2]), "in-effect");
  assert.equal(parameterValue(testLaw.state, "seat-days-max"), 455);
  testLaw.assertSound();
});

test("a rule about seats takes one step, stays within its bounds and rests like any other", () => {
  const testLaw = foundTestLaw(3);
  const outcome = (value: number) => rehearse(testLaw, 1, setSeats("seat-days-max", value));
  const far = "constitution/step-too-large";
  assert.deepEqual([274, 275, 455, 456].map(outcome), [far, "done", "done", far]);
  assert.deepEqual([29, 365].map(outcome), [
    "constitution/out-of-bounds",
    "constitution/unchanged",
  ]);
  assert.equal(rehearse(testLaw, 2, setSeats("seat-days-max", 455)), "constitution/only-everyone");
  decide(testLaw, { kind: "seat", wishes: [setSeats("seat-days-max", 455)] }, [1, 2, 3]);
  testLaw.pass(90 * DAY - 1);
  assert.equal(outcome(365), "constitution/resting");
  testLaw.pass(1);
  assert.equal(outcome(365), "done");
});

test("everyone raises the income; it counts from the midnight after", () => {
  const testLaw = foundTestLaw(3);
  testLaw.pass(1);
  const wishes = [set("income-per-hour", 1_100_000)];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2, 3]), "in-effect");
  const [, change] = parameterHistory(testLaw.state, "income-per-hour");
  assert.ok(change);
  assert.equal(change.at, testLaw.now);
  assert.equal(change.from % DAY, 0);
  assert.ok(change.from > testLaw.now && change.from <= testLaw.now + DAY);
  assert.equal(change.decision, newest(testLaw));
  assert.equal(parameterValue(testLaw.state, "income-per-hour"), 1_100_000);
  assert.equal(parameterValueAt(testLaw.state, "income-per-hour", change.from - 1), 1_000_000);
  assert.equal(parameterValueAt(testLaw.state, "income-per-hour", change.from), 1_100_000);
  testLaw.assertSound();
});

test("a change made at midnight counts from the next one, not from then", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(testLaw.now % DAY, 0);
  decide(testLaw, { kind: "rule", wishes: [set("demurrage-per-year", 800)] }, [1]);
  const [, change] = parameterHistory(testLaw.state, "demurrage-per-year");
  assert.equal(change?.from, testLaw.now + DAY);
});

test("other figures count at once", () => {
  const testLaw = foundTestLaw(1);
  decide(testLaw, { kind: "rule", wishes: [set("vouches-needed", 2)] }, [1]);
  const [, change] = parameterHistory(testLaw.state, "vouches-needed");
  assert.equal(change?.from, testLaw.now);
});

test("a circle that is not everyone cannot change a rule", () => {
  const testLaw = foundTestLaw(1);
  const outcome = rehearse(testLaw, 2, set("vouches-needed", 2));
  assert.equal(outcome, "constitution/only-everyone");
});

test("the figure that it is already is refused", () => {
  const testLaw = foundTestLaw(1);
  assert.deepEqual(outcomesOf(testLaw, "vouches-needed", [3]), ["constitution/unchanged"]);
});

test("an absolute step is allowed, one more is not", () => {
  const testLaw = foundTestLaw(1);
  const outcomes = outcomesOf(testLaw, "demurrage-per-year", [599, 600, 800, 801]);
  const far = "constitution/step-too-large";
  assert.deepEqual(outcomes, [far, "done", "done", far]);
});

test("a step of ten percent is allowed, one micro-unit more is not", () => {
  const testLaw = foundTestLaw(1);
  const outcomes = outcomesOf(testLaw, "income-per-hour", [899_999, 900_000, 1_100_000, 1_100_001]);
  const far = "constitution/step-too-large";
  assert.deepEqual(outcomes, [far, "done", "done", far]);
});

test("a factor of two is allowed either way, one day more is not", () => {
  const testLaw = foundWith("claim-window-days", 91);
  const far = "constitution/step-too-large";
  const outcomes = outcomesOf(testLaw, "claim-window-days", [45, 46, 182, 183]);
  assert.deepEqual(outcomes, [far, "done", "done", far]);
});

test("bounds hold even within a step", () => {
  const low = foundWith("vouches-needed", 1);
  assert.deepEqual(outcomesOf(low, "vouches-needed", [0, 2]), [
    "constitution/out-of-bounds",
    "done",
  ]);
  const high = foundWith("income-per-hour", 3_999_999);
  const outcomes = outcomesOf(high, "income-per-hour", [4_000_000, 4_000_001]);
  assert.deepEqual(outcomes, ["done", "constitution/out-of-bounds"]);
  const free = foundWith("demurrage-per-year", 50);
  assert.deepEqual(outcomesOf(free, "demurrage-per-year", [0, 150]), ["done", "done"]);
});

test("a rule rests after a change, to the millisecond", () => {
  const testLaw = foundTestLaw(1);
  decide(testLaw, { kind: "rule", wishes: [set("vouches-needed", 2)] }, [1]);
  testLaw.pass(90 * DAY - 1);
  const refusal = rehearsal(testLaw, 1, set("vouches-needed", 3));
  assert.equal(refusal?.fault.code, "constitution/resting");
  assert.equal(refusal?.details["mayChangeFrom"], testLaw.now + 1);
  testLaw.pass(1);
  assert.equal(rehearse(testLaw, 1, set("vouches-needed", 3)), "done");
});

test("a rule that rests now may be proposed if it has rested when it would take effect", () => {
  const testLaw = foundTestLaw(1);
  decide(testLaw, { kind: "rule", wishes: [set("vouches-needed", 2)] }, [1]);
  testLaw.pass(39 * DAY - 1);
  const again = { kind: "rule", wishes: [set("vouches-needed", 3)] } as const;
  assert.equal(outcomeOf(propose(testLaw, again)), "decisions/cannot-work");
  testLaw.pass(1);
  assert.equal(outcomeOf(propose(testLaw, again)), "done");
});

test("the founding is no change: a rule may be changed right after it", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(testLaw.now, TEST_START);
  assert.equal(rehearse(testLaw, 1, set("vouches-needed", 4)), "done");
});

test("one decision moves a rule once, even where rules do not rest", () => {
  for (const rest of [0, 90]) {
    const testLaw = foundWith("parameter-rest-days", rest);
    const wishes = [set("vouches-needed", 2), set("vouches-needed", 1)];
    assert.equal(rehearsal(testLaw, 1, ...wishes)?.fault.code, "constitution/moved-already");
    assert.equal(rehearsal(testLaw, 1, ...wishes)?.position, 1);
    const back = [set("vouches-needed", 2), set("vouches-needed", 3)];
    assert.equal(rehearsal(testLaw, 1, ...back)?.fault.code, "constitution/moved-already");
  }
});

test("where rules do not rest, another decision moves one at once", () => {
  const testLaw = foundWith("parameter-rest-days", 0);
  decide(testLaw, { kind: "rule", wishes: [set("vouches-needed", 2)] }, [1]);
  assert.equal(rehearse(testLaw, 1, set("vouches-needed", 1)), "done");
  testLaw.assertSound();
});

test("a shorter rest does not let go what rests: neither in the same decision nor later", () => {
  const testLaw = foundWith("parameter-rest-days", 30);
  decide(testLaw, { kind: "rule", wishes: [set("vouches-needed", 2)] }, [1]);
  const both = [set("parameter-rest-days", 0), set("vouches-needed", 1)];
  assert.equal(rehearsal(testLaw, 1, ...both)?.fault.code, "constitution/resting");
  const from = testLaw.now + 30 * DAY;
  decide(testLaw, { kind: "rule", wishes: [set("parameter-rest-days", 0)] }, [1]);
  testLaw.now = from - 1;
  assert.equal(rehearse(testLaw, 1, set("vouches-needed", 1)), "constitution/resting");
  testLaw.now = from;
  assert.equal(rehearse(testLaw, 1, set("vouches-needed", 1)), "done");
});
