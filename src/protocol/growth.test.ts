/**
 * Goal: what people make the state grow by is charged to somebody, within the bounds of a day, and
 * what must never wait is free.
 * Method: every action of the law is charged or free with a reason; bounds from both sides, taken back
 * whole where there is no room; and what is charged is what the state grew by, row by row.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { voteFor } from "./decisions/index.ts";
import { grownBy, peopleCount } from "./identity/index.ts";
import type { PersonId } from "./kernel/ids.ts";
import { encode } from "./kernel/schema.ts";
import { DAY } from "./kernel/time.ts";
import { folkmootLaw } from "./rooms.ts";
import { propose, publishText, textHash } from "./testing/deciding.ts";
import { applyBy, joinInput, makeInvitation, rules } from "./testing/joining.ts";
import { leaveNow } from "./testing/leaving.ts";
import { claim } from "./testing/paying.ts";
import { makeKey } from "./testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "./testing/test-law.ts";

/** What people do that is charged to them, or to anyone who answers for them. */
const CHARGED = [
  "challenges/open",
  "challenges/support",
  "challenges/withdraw",
  "circles/accept-place",
  "circles/accept-role",
  "conversation/edit",
  "conversation/post",
  "decisions/open",
  "decisions/withdraw",
  "membership/apply",
  "membership/call-hearing",
  "membership/hand-over-places",
  "membership/invite",
  "membership/join",
  "membership/revoke-invitation",
  "membership/vouch",
  "membership/withdraw-vouch",
  "money/accept-offer",
  "money/claim",
  "money/decline-offer",
  "money/offer",
  "money/pay",
  "money/trust",
  "money/untrust",
  "money/withdraw-offer",
  "records/publish",
  "records/set-profile",
  "validators/hurry-change",
  "validators/offer-machine",
  "validators/take-seat",
];

test("every action of a person is charged, or free with a reason", () => {
  const undecided = [...folkmootLaw.actionByType.values()].filter(
    ({ author, type, free }) =>
      author === "person" && CHARGED.includes(type) === (free !== undefined),
  );
  assert.deepEqual(
    undecided.map(({ type }) => type),
    [],
    "decide: give the action a reason to be `free`, or list it here as charged",
  );
  for (const { author, free, type } of folkmootLaw.actionByType.values()) {
    if (free === undefined) continue;
    assert.equal(author, "person", `${type} is free already: circles and machines are not charged`);
    assert.ok(free.split(" ").length >= 4, `${type}: a reason, not a word`);
  }
  const unknown = CHARGED.filter((type) => !folkmootLaw.actionByType.has(type));
  assert.deepEqual(unknown, []);
});

const used = (testLaw: TestLaw, person: number) =>
  grownBy(testLaw.state, person as PersonId, testLaw.now);

/** Counts all rows of the state, and their bytes with their keys. */
function sizeOf(testLaw: TestLaw): { rows: number; bytes: number } {
  let rows = 0;
  let bytes = 0;
  for (const table of testLaw.law.tableById.values()) {
    const all = testLaw.state.scan(table, table.keyBytes([]), table.endBytes([]));
    for (const { row } of all) {
      rows += 1;
      bytes += 32 + encode(table.row, row).length;
    }
  }
  return { rows, bytes };
}

test("what is charged is what the state grew by, texts beside it included", () => {
  const testLaw = foundTestLaw(3);
  const steps: readonly (readonly [string, unknown, number])[] = [
    [
      "records/publish",
      { digest: textHash("a"), audience: "public", kind: "note", bytes: 500 },
      500,
    ],
    ["membership/vouch", { person: 2 }, 0],
    ["money/claim", { until: 0 }, 0],
    ["money/trust", { currency: 2, cap: 5, until: testLaw.now + 400 * DAY }, 0],
  ];
  for (const [type, input, beside] of steps) {
    testLaw.pass(3_600_000);
    const before = { ...sizeOf(testLaw), used: used(testLaw, 1) };
    assert.equal(outcomeOf(testLaw.act(1, type, input)), "done", type);
    const after = { ...sizeOf(testLaw), used: used(testLaw, 1) };
    assert.equal(after.used.rows - before.used.rows, after.rows - before.rows, type);
    const bytes = after.bytes - before.bytes + beside;
    assert.equal(after.used.bytes - before.used.bytes, bytes, type);
    assert.ok(after.rows > before.rows, type);
  }
  testLaw.assertSound();
});

/** A community in which so many rows a day are allowed. */
const withRows = (people: number, value: number) =>
  foundTestLaw(people, { constitution: rules({ "growth-rows-per-day": value }) });

const note = (testLaw: TestLaw, person: number, word: string, bytes = 100) => {
  const input = { digest: textHash(word), audience: "public", kind: "note", bytes };
  return outcomeOf(testLaw.act(person, "records/publish", input));
};

test("rows have an end for the day, nothing of a refused deed stays, and tomorrow there is room", () => {
  const testLaw = withRows(2, 125);
  // The first text adds three rows, each further one two: 125 are there after the 62nd.
  for (let at = 1; at <= 62; at += 1) assert.equal(note(testLaw, 1, `${at}`), "done", `${at}`);
  assert.equal(used(testLaw, 1).rows, 125);
  const { rows, mostRows, again } = testLaw.view<{
    rows: number;
    mostRows: number;
    again: number;
  }>("identity/growth", { person: 1 });
  assert.deepEqual([rows, mostRows, again], [125, 125, testLaw.now + DAY]);
  assert.equal(testLaw.view("identity/growth", { person: 9 }), undefined);
  const before = testLaw.state.changes().length;
  const size = sizeOf(testLaw);
  const receipt = testLaw.act(1, "records/publish", {
    digest: textHash("one more"),
    audience: "public",
    kind: "note",
    bytes: 100,
  });
  assert.equal(outcomeOf(receipt), "kernel/no-room-today");
  assert.deepEqual(receipt.events, []);
  assert.equal(receipt.refusal?.details["again"], testLaw.now + DAY);
  assert.deepEqual(sizeOf(testLaw), size);
  assert.equal(testLaw.state.changes().length, before);
  assert.equal(note(testLaw, 2, "somebody else's"), "done");
  testLaw.assertSound();
  testLaw.pass(DAY - 1);
  assert.equal(note(testLaw, 1, "one more"), "kernel/no-room-today");
  testLaw.pass(1);
  assert.equal(note(testLaw, 1, "one more"), "done");
  assert.equal(used(testLaw, 1).rows, 2);
  testLaw.assertSound();
});

test("bytes have an end for the day, to the last one", () => {
  const testLaw = foundTestLaw(1, {
    constitution: rules({ "growth-kilobytes-per-day": 512 }),
  });
  assert.equal(note(testLaw, 1, "large", 262_144), "done");
  const left = 512 * 1024 - used(testLaw, 1).bytes;
  assert.equal(note(testLaw, 1, "too large", left), "kernel/no-room-today");
  const row = used(testLaw, 1).bytes - 262_144;
  // The second text adds no row of usage, so its own rows are shorter than the first one's.
  for (let bytes = left - row; ; bytes += 1) {
    const outcome = note(testLaw, 1, `try ${bytes}`, bytes);
    if (outcome === "done") {
      const after = 512 * 1024 - used(testLaw, 1).bytes;
      assert.ok(after >= 0);
      assert.equal(note(testLaw, 1, "the next", after + 1), "kernel/no-room-today");
      break;
    }
    assert.ok(bytes < left, "something fits");
  }
  testLaw.assertSound();
});

test("anyone who has used up the day still answers, erases and leaves", () => {
  const testLaw = withRows(3, 125);
  propose(testLaw, { kind: "statement", proposer: 2 });
  const text = publishText(testLaw, 1, "gone", "note");
  for (let at = 0; at < 200; at += 1) note(testLaw, 1, `${at}`);
  assert.equal(note(testLaw, 1, "more"), "kernel/no-room-today");
  assert.equal(outcomeOf(testLaw.act(1, "decisions/cast-vote", voteFor(1, "yes"))), "done");
  assert.equal(outcomeOf(testLaw.act(1, "records/erase", { text })), "done");
  leaveNow(testLaw, 1);
  testLaw.assertSound();
});

test("an applicant's rows are charged to anyone who invited them, and have an end of their own", () => {
  const testLaw = foundTestLaw(5);
  const before = used(testLaw, 1).rows;
  const applicant = applyBy(testLaw, 1);
  const own = used(testLaw, applicant);
  assert.ok(own.rows >= 5 && own.rows <= 24, `${own.rows}`);
  const invited = used(testLaw, 1).rows - before;
  assert.ok(invited > own.rows, "the invitation itself and the application");
  const publish = (word: string, bytes = 2048) => note(testLaw, applicant, word, bytes);
  assert.equal(publish("too long", 2049), "records/too-much");
  let rows = used(testLaw, 1).rows;
  assert.equal(publish("first"), "done");
  assert.equal(used(testLaw, 1).rows - rows, 3);
  assert.equal(publish("second", 40), "records/too-much");
  for (let at = 0; at < 12; at += 1) {
    const { texts } = testLaw.view<{ texts: { hash: Uint8Array }[] }>("records/texts", {
      person: applicant,
    });
    for (const { hash } of texts) testLaw.act(applicant, "records/erase", { text: hash });
    rows = used(testLaw, 1).rows;
    if (publish(`again ${at}`, 40) !== "done") break;
  }
  assert.equal(publish("still more", 40), "kernel/no-room-today");
  assert.equal(used(testLaw, 1).rows, rows);
  assert.equal(used(testLaw, 2).rows, 0);
  testLaw.assertSound();
});

test("anyone who invites has an end too, and anyone who applies is told so before it is in a block", () => {
  const testLaw = withRows(2, 125);
  const { secret, invitation } = makeInvitation(testLaw, 1, 50);
  const apply = () => {
    const key = makeKey();
    const input = joinInput(testLaw, invitation, secret, key);
    return outcomeOf(testLaw.join(key, "membership/join", input));
  };
  let people = 0;
  while (apply() === "done") people += 1;
  assert.ok(people > 8 && people < 20, `${people}`);
  assert.equal(apply(), "kernel/no-room-today");
  assert.equal(peopleCount(testLaw.state), 2 + people);
  testLaw.assertSound();
  testLaw.pass(DAY);
  assert.equal(apply(), "done");
});

test("a link that got about does not stop anyone who made it: a quarter of the day stays theirs", () => {
  const testLaw = withRows(2, 125);
  const { secret, invitation } = makeInvitation(testLaw, 1, 50);
  const join = () => {
    const key = makeKey();
    const receipt = testLaw.join(
      key,
      "membership/join",
      joinInput(testLaw, invitation, secret, key),
    );
    if (receipt.code === 0) testLaw.keys.push(key);
    return outcomeOf(receipt);
  };
  let refusal = "done";
  while (refusal === "done") refusal = join();
  assert.equal(refusal, "kernel/no-room-today");
  for (let person = 3; person <= testLaw.keys.length; person += 1) {
    if (note(testLaw, person, `${person}`, 40) === "kernel/no-room-today") break;
  }
  assert.ok(used(testLaw, 1).rows <= 93, `${used(testLaw, 1).rows} of 125`);
  assert.equal(outcomeOf(testLaw.act(1, "membership/vouch", { person: 3 })), "done");
  assert.equal(outcomeOf(propose(testLaw, { kind: "statement" })), "done");
  for (let at = 1; used(testLaw, 1).rows <= 123; at += 1) {
    assert.equal(note(testLaw, 1, `mine ${at}`), "done");
  }
  assert.equal(join(), "kernel/no-room-today");
  testLaw.assertSound();
});

test("what would find no room is refused beforehand as well, and nothing of the trial stays", () => {
  const testLaw = withRows(1, 125);
  const checked = (word: string) => {
    const input = { digest: textHash(word), audience: "public", kind: "note", bytes: 100 };
    const wire = testLaw.wire(1, "records/publish", input);
    const action = testLaw.stateMachine.decode(wire);
    const before = testLaw.state.changes().length;
    const refusal = testLaw.stateMachine.check(testLaw.state, action, testLaw.standing());
    assert.equal(testLaw.state.changes().length, before);
    return refusal?.fault.code ?? "done";
  };
  for (let at = 1; at <= 61; at += 1) assert.equal(note(testLaw, 1, `${at}`), "done");
  assert.equal(checked("the last"), "done");
  assert.equal(note(testLaw, 1, "the last"), "done");
  assert.equal(checked("one more"), "kernel/no-room-today");
});

test("days in which nobody did anything are charged to nobody, however many they were", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(1_499 * DAY);
  assert.equal(claim(testLaw, 1), "done");
  const { rows } = grownBy(testLaw.state, 1 as PersonId, testLaw.now);
  assert.ok(rows < 10, `${rows} rows`);
});
