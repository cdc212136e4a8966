/** Goal: an edition is adopted by everyone alone, one at a time, in order, for a moment that is neither near nor far. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { decide, newest, propose, rehearse, textHash, type Wish } from "../testing/deciding.ts";
import type { TestKey } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { EDITION_NOTICE_MAX, EDITION_NOTICE_MIN } from "./adopt-edition.ts";
import { hasEnough, waitingAdoption } from "./edition-state.ts";
import { ADOPTIONS_MAX, adoptions, edition } from "./edition-tables.ts";

const digest = textHash("edition 2");

function adopt(moment: number, number = 2): Wish {
  return { type: "constitution/adopt-edition", input: { edition: number, digest, moment } };
}

const drop = (number: number): Wish => ({
  type: "constitution/drop-edition",
  input: { edition: number },
});

/** A community in which edition 2 waits. */
function withWaiting(): TestLaw {
  const testLaw = foundTestLaw(2);
  const wishes = [adopt(testLaw.now + 60 * DAY)];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2]), "in-effect");
  return testLaw;
}

test("an edition waits with its digest, its moment and the decision that adopted it", () => {
  const testLaw = withWaiting();
  const waiting = waitingAdoption(testLaw.state);
  assert.deepEqual(
    [waiting?.adoption, waiting?.edition, waiting?.standing, waiting?.decision],
    [1, 2, "waiting", newest(testLaw)],
  );
  assert.deepEqual(waiting?.digest, digest);
  testLaw.assertSound();
  const view = testLaw.view<{ number: number; waiting: { edition: number } }>(
    "constitution/edition",
    {},
  );
  assert.deepEqual([view.number, view.waiting.edition], [1, 2]);
});

test("while one edition waits no other is adopted; once it is dropped, one is", () => {
  const testLaw = withWaiting();
  const later = testLaw.now + 150 * DAY;
  assert.equal(rehearse(testLaw, 1, adopt(later)), "constitution/edition-waits");
  assert.equal(rehearse(testLaw, 1, drop(3)), "constitution/no-such-adoption");
  assert.equal(rehearse(testLaw, 1, drop(2), adopt(later)), "done");
  assert.equal(decide(testLaw, { kind: "rule", wishes: [drop(2)] }, [1, 2]), "in-effect");
  assert.equal(adoptions.get(testLaw.state, [1])?.standing, "dropped");
  assert.equal(rehearse(testLaw, 1, drop(2)), "constitution/no-such-adoption");
  assert.equal(decide(testLaw, { kind: "rule", wishes: [adopt(later)] }, [1, 2]), "in-effect");
  assert.equal(waitingAdoption(testLaw.state)?.adoption, 2);
  testLaw.assertSound();
});

test("the moment is at least a day and at most 180 days ahead", () => {
  const testLaw = foundTestLaw(1);
  const at = (wait: number) => rehearse(testLaw, 1, adopt(testLaw.now + wait));
  assert.equal(at(EDITION_NOTICE_MIN - 1), "constitution/edition-too-soon");
  assert.equal(at(-1), "constitution/edition-too-soon");
  assert.equal(at(EDITION_NOTICE_MIN), "done");
  assert.equal(at(EDITION_NOTICE_MAX), "done");
  assert.equal(at(EDITION_NOTICE_MAX + 1), "constitution/edition-too-far");
});

test("only the next edition, by a digest, by everyone, as a rule", () => {
  const testLaw = foundTestLaw(1);
  const moment = testLaw.now + 10 * DAY;
  for (const number of [0, 1, 3]) {
    assert.equal(rehearse(testLaw, 1, adopt(moment, number)), "constitution/not-the-next-edition");
  }
  const input = { edition: 2, digest: new Uint8Array(32), moment };
  const empty = { type: "constitution/adopt-edition", input };
  assert.equal(rehearse(testLaw, 1, empty), "constitution/no-digest");
  assert.equal(rehearse(testLaw, 2, adopt(moment)), "constitution/only-everyone");
  assert.equal(rehearse(testLaw, 2, drop(2)), "constitution/only-everyone");
  const receipt = propose(testLaw, { kind: "statement", wishes: [adopt(moment)] });
  assert.notEqual(outcomeOf(receipt), "done");
});

test("the last adoption that may be numbered is, the next one is not", () => {
  const testLaw = foundTestLaw(1);
  const moment = testLaw.now + 10 * DAY;
  const row = edition.get(testLaw.state, []);
  assert.ok(row);
  const dropped = { ...adoptionRow(moment), standing: "dropped" as const };
  adoptions.put(testLaw.state, [ADOPTIONS_MAX - 1], dropped);
  edition.put(testLaw.state, [], { ...row, adoptions: ADOPTIONS_MAX - 1 });
  assert.equal(rehearse(testLaw, 1, adopt(moment)), "done");
  adoptions.put(testLaw.state, [ADOPTIONS_MAX], dropped);
  edition.put(testLaw.state, [], { ...row, adoptions: ADOPTIONS_MAX });
  assert.equal(rehearse(testLaw, 1, adopt(moment)), "constitution/too-many-adoptions");
});

function adoptionRow(moment: number) {
  const counted = { height: 0, machines: 0, rehearsed: 0, reason: "none" as const };
  return { edition: 2, digest, moment, at: 0, decision: 1 as DecisionId, ...counted };
}

test("everybody sees the edition in force, what waits, who rehearsed it, and what became of each adoption", () => {
  const testLaw = foundTestLaw(2);
  interface Shown {
    readonly waiting: { readonly adoption: number } | null;
    readonly rehearsed: readonly { readonly at: number }[];
    readonly adoptions: readonly { readonly adoption: number; readonly standing: string }[];
  }
  const show = () => testLaw.view<Shown>("constitution/edition", {});
  const founded = { number: 1, since: TEST_START, height: 1, digest: new Uint8Array(32) };
  const none = { waiting: null, rehearsed: [], adoptions: [] };
  assert.deepEqual(show(), { ...founded, ...none });
  const wishes = [adopt(testLaw.now + 60 * DAY)];
  decide(testLaw, { kind: "rule", wishes }, [1, 2]);
  const said = { adoption: 1, digest };
  testLaw.say(testLaw.validators[0] as TestKey, "constitution/declare-rehearsed", said);
  const { waiting, rehearsed, adoptions: listed } = show();
  assert.equal(waiting?.adoption, 1);
  assert.deepEqual(
    rehearsed.map(({ at }) => at),
    [testLaw.now],
  );
  assert.deepEqual(
    listed.map(({ adoption, standing }) => [adoption, standing]),
    [[1, "waiting"]],
  );
  decide(testLaw, { kind: "rule", wishes: [drop(2)] }, [1, 2]);
  assert.deepEqual([show().waiting, show().rehearsed], [null, []]);
  assert.equal(show().adoptions[0]?.standing, "dropped");
});

test("more than two thirds of the machines are enough, and two thirds are not", () => {
  const enough = (rehearsed: number, machines: number) => hasEnough({ rehearsed, machines });
  assert.deepEqual([enough(2, 3), enough(3, 3)], [false, true]);
  assert.deepEqual(
    [enough(4, 6), enough(5, 6), enough(1, 1), enough(0, 0)],
    [false, true, true, false],
  );
});
