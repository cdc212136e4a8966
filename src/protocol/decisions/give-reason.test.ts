/**
 * Goal: people say why they answer as they do, and until the end nobody can tell whether anybody has.
 * Method: each fault, each boundary; and two communities that are alike but for one act: in one somebody
 * changes their answer, in the other they give a reason. All that anybody else can see of both is compared.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { grownBy } from "../identity/index.ts";
import { toHex } from "../kernel/bytes.ts";
import type { DecisionId, PersonId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { usageOf } from "../records/index.ts";
import { foundCircles } from "../testing/circling.ts";
import { hashBy, newest, propose, publishText, textHash } from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import { keyOf } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { textOf } from "../texts/index.ts";
import { isEventVisible, isRangeVisible } from "../visible.ts";
import { openFor, voteFor } from "./index.ts";
import { REASON_BYTES_MAX, reasonOf, reasons } from "./reasons.ts";

const NONE = new Uint8Array(32);

function reasonFor(testLaw: TestLaw, word: string, more: object = {}) {
  const text = { digest: textHash(word), audience: "community", bytes: 100 };
  return { decision: newest(testLaw), ...text, ...more };
}

function explain(testLaw: TestLaw, person: number, word: string, more: object = {}): string {
  const input = reasonFor(testLaw, word, more);
  return outcomeOf(testLaw.act(person, "decisions/give-reason", input));
}

const takeBack = (testLaw: TestLaw, person: number) =>
  explain(testLaw, person, "", { digest: NONE, bytes: 0 });

function vote(testLaw: TestLaw, person: number, choice: string) {
  return testLaw.act(person, "decisions/cast-vote", voteFor(newest(testLaw), choice));
}

const given = (testLaw: TestLaw, person: number) =>
  reasonOf(testLaw.state, newest(testLaw) as DecisionId, person as PersonId);

interface Shown {
  readonly rows: readonly { readonly person: number; readonly text: Uint8Array }[];
}

const shown = (testLaw: TestLaw): Shown =>
  testLaw.view("decisions/reasons", { decision: newest(testLaw), after: 0 });

/** A community of three in which all have answered; its keys are those of words, so that two are alike. */
function voting(): TestLaw {
  const testLaw = foundTestLaw([1, 2, 3].map((person) => keyOf(`person ${person}`)));
  const text = publishText(testLaw, 1, "the same proposal");
  testLaw.act(1, "decisions/open", openFor({ circle: 1, kind: "statement", text, effects: [] }));
  for (const person of [1, 2, 3]) vote(testLaw, person, "yes");
  return testLaw;
}

test("a reason is shown when voting has ended, beside the answer that it is of", () => {
  const testLaw = voting();
  assert.equal(explain(testLaw, 2, "because"), "done");
  assert.deepEqual(shown(testLaw).rows, [], "not before");
  const own = testLaw.view<{ reason: { text: Uint8Array } }>("decisions/reason", {
    decision: 1,
    person: 2,
  });
  assert.deepEqual(own.reason.text, hashBy(2, "because"));
  testLaw.pass(7 * DAY);
  assert.deepEqual(
    shown(testLaw).rows.map(({ person, text }) => [person, text]),
    [[2, hashBy(2, "because")]],
  );
  testLaw.assertSound();
});

test("it is changed and taken back until the end, and afterwards", () => {
  const testLaw = voting();
  explain(testLaw, 2, "first");
  assert.equal(explain(testLaw, 2, "second"), "done");
  assert.deepEqual(given(testLaw, 2)?.text, hashBy(2, "second"));
  vote(testLaw, 2, "no");
  assert.deepEqual(given(testLaw, 2)?.text, hashBy(2, "second"), "another answer keeps it");
  assert.equal(takeBack(testLaw, 2), "done");
  assert.equal(given(testLaw, 2), undefined);
  assert.equal(explain(testLaw, 3, "third"), "done");
  testLaw.pass(7 * DAY);
  assert.equal(explain(testLaw, 1, "only now"), "done");
  assert.equal(explain(testLaw, 3, "on reflection"), "done");
  const { events } = testLaw.act(3, "decisions/give-reason", {
    ...reasonFor(testLaw, "", { digest: NONE, bytes: 0 }),
  });
  assert.deepEqual(
    events.map(({ type }) => type),
    ["decisions/reason-changed"],
  );
  assert.deepEqual(
    shown(testLaw).rows.map(({ person }) => person),
    [1],
  );
  testLaw.assertSound();
});

test("who has not answered, what is not there, and what is no reason is refused", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  propose(testLaw, { kind: "statement" });
  assert.equal(explain(testLaw, 1, "x", { decision: 9 }), "decisions/unknown");
  assert.equal(explain(testLaw, 1, "x"), "decisions/answer-first");
  vote(testLaw, 1, "yes");
  assert.equal(explain(testLaw, 1, "x", { bytes: 36 }), "decisions/no-reason");
  assert.equal(explain(testLaw, 1, "x", { digest: NONE }), "decisions/no-reason");
  assert.equal(explain(testLaw, 1, "x", { bytes: 0 }), "decisions/no-reason");
  const long = { bytes: REASON_BYTES_MAX + 1 };
  assert.equal(explain(testLaw, 1, "x", long), "decisions/reason-too-long");
  assert.equal(explain(testLaw, 1, "x", { bytes: REASON_BYTES_MAX }), "done");
  testLaw.now += 7 * DAY;
  assert.equal(
    explain(testLaw, 1, "y"),
    "decisions/closed",
    "time is up, and it is not counted yet",
  );
  testLaw.pass(0);
  assert.equal(explain(testLaw, 1, "y"), "done");
  testLaw.assertSound();
});

test("anyone who leaves gives no reason any more while voting lasts, and takes theirs back", () => {
  const testLaw = voting();
  explain(testLaw, 3, "because");
  leaveNow(testLaw, 3);
  assert.equal(explain(testLaw, 3, "more"), "decisions/not-in-circle");
  assert.equal(takeBack(testLaw, 3), "done");
  testLaw.assertSound();
});

/** All rows of a state, by table and key, as bytes. */
function rowsOf({ law, state }: TestLaw): Map<string, Uint8Array> {
  const rows = new Map<string, Uint8Array>();
  for (const table of law.tableById.values()) {
    const [from, until] = [table.keyBytes([]), table.endBytes([])];
    for (const { key, row } of state.scan(table, from, until)) {
      rows.set(`${table.name} ${toHex(key)}`, encode(table.row, row));
    }
  }
  return rows;
}

/**
 * What person 3 can find out of what person 2 does: which rows are there and change, how long each is, what those
 * say that they may see, and what they hear.
 *
 * Why also hidden rows: proofs of other rows tell where they lie and that their digest has changed.
 */
function traceOf(testLaw: TestLaw, type: string, input: unknown) {
  const { law, state } = testLaw;
  const before = rowsOf(testLaw);
  const { events, code } = testLaw.act(2, type, input);
  assert.equal(code, 0);
  const look = { state, viewer: 3 as PersonId };
  const after = [...rowsOf(testLaw)].map(([name, row]) => {
    const [table = "", key = ""] = name.split(" ");
    const declared = law.tableByName.get(table);
    assert.ok(declared);
    const values = declared.readKey(Uint8Array.from(Buffer.from(key, "hex")));
    const range = { from: declared.keyBytes(values), until: declared.endBytes(values) };
    const isSeen = isRangeVisible(declared, range, look);
    const was = before.get(name);
    const isChanged = was === undefined || toHex(was) !== toHex(row);
    return [name, row.length, isChanged, isSeen ? toHex(row) : "hidden"];
  });
  const heard = events.filter((event) => isEventVisible(law, event, look));
  return { after, heard, grown: grownBy(state, 2 as PersonId, testLaw.now) };
}

test("until the end nobody can tell a reason from another answer, nor a long one from none", () => {
  const traces = [
    (testLaw: TestLaw) => traceOf(testLaw, "decisions/cast-vote", voteFor(1, "no")),
    (testLaw: TestLaw) =>
      traceOf(testLaw, "decisions/give-reason", reasonFor(testLaw, "because", { bytes: 2048 })),
    (testLaw: TestLaw) =>
      traceOf(testLaw, "decisions/give-reason", reasonFor(testLaw, "", { digest: NONE, bytes: 0 })),
  ].map((act) => act(voting()));
  assert.ok(traces[0] !== undefined);
  const hidden = traces[0].after.filter(([, , isChanged, seen]) => isChanged && seen === "hidden");
  assert.equal(hidden.length, 2, "the ballot and the row of the reason");
  assert.deepEqual(traces[1], traces[0]);
  assert.deepEqual(traces[2], traces[0]);
});

test("a reason is in no list, no register and no count before the end", () => {
  const testLaw = voting();
  const before = JSON.stringify(usageOf(testLaw.state, 2 as PersonId));
  explain(testLaw, 2, "because");
  assert.equal(textOf(testLaw.state, hashBy(2, "because")), undefined);
  assert.equal(JSON.stringify(usageOf(testLaw.state, 2 as PersonId)), before);
  for (const name of ["decisions/decision", "decisions/ballots", "decisions/reasons"]) {
    const said = JSON.stringify(
      testLaw.view(name, { decision: 1, person: 3, after: 0 }),
      (_, value) => (value instanceof Uint8Array ? toHex(value) : value),
    );
    assert.equal(said.includes(toHex(hashBy(2, "because"))), false, name);
  }
  const rows = [...reasons.entries(testLaw.state, [1 as DecisionId])];
  assert.equal(rows.length, 3, "everybody who has answered has a row");
});
