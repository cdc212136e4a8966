/** Goal: a term lasts to its last moment and no longer, wherever a term is looked at. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId, MachineId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import {
  block,
  foundNetwork,
  helpers,
  machineKey,
  offerEach,
  standings,
} from "../testing/helping.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { giveSeat } from "./seat.ts";
import { longestTerm, refusalOfTerm } from "./term.ts";

const TERM = 30 * DAY;
const first = 1 as MachineId;

function seated(): TestLaw {
  const testLaw = foundTestLaw(3);
  offerEach(testLaw, 3);
  const term = { now: testLaw.now, until: testLaw.now + TERM, decision: 1 as DecisionId };
  giveSeat(testLaw.state, first, term);
  return testLaw;
}

test("a seat is there a millisecond before its end, and over at its end", () => {
  const testLaw = seated();
  block(testLaw, TERM - 1);
  assert.equal(standings(testLaw)[0], "given");
  block(testLaw, 1);
  assert.equal(standings(testLaw)[0], "offered");
});

test("a seat is taken a millisecond before its end, and no more at its end", () => {
  const take = (after: number) => {
    const testLaw = seated();
    testLaw.now += after;
    return outcomeOf(testLaw.act(1, "validators/take-seat", { machine: 1 }));
  };
  assert.equal(take(TERM - 1), "done");
  assert.equal(take(TERM), "validators/no-seat");
});

test("anyone who is named keeps a seat that is not over, and gets a new term for one that is", () => {
  const until = (after: number) => {
    const testLaw = foundNetwork(2, 4);
    const [machine] = helpers(testLaw);
    const ends = machine?.seatUntil ?? 0;
    testLaw.now = ends - after;
    const named = [1, 2, 3, 4].map((each) => machineKey(each).publicKey);
    block(testLaw, 0, { named });
    return (helpers(testLaw)[0]?.seatUntil ?? 0) - ends;
  };
  assert.equal(until(1), 0);
  assert.ok(until(0) > 0);
});

test("a term ends after now, and not after the longest", () => {
  const { state, now } = foundTestLaw(1);
  const code = (until: number) => refusalOfTerm(state, until, now)?.fault.code;
  assert.equal(code(now), "validators/term-too-short");
  assert.equal(code(now + 1), undefined);
  assert.equal(code(longestTerm(state, now)), undefined);
  assert.equal(code(longestTerm(state, now) + 1), "validators/term-too-long");
});
