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
import { claim } from "./testing/paying.ts";
import { foundVillage, makeKey, outcomeOf, type Village } from "./testing/village.ts";

/** What people do that is charged to them, or to whoever answers for them. */
const CHARGED = [
  "challenges/open",
  "challenges/support",
  "challenges/withdraw",
  "circles/accept-place",
  "circles/accept-role",
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

const used = (village: Village, person: number) =>
  grownBy(village.state, person as PersonId, village.now);

/** Counts all rows of the state, and their bytes with their keys. */
function sizeOf(village: Village): { rows: number; bytes: number } {
  let rows = 0;
  let bytes = 0;
  for (const table of village.law.tableById.values()) {
    const all = village.state.scan(table, table.keyBytes([]), table.endBytes([]));
    for (const { row } of all) {
      rows += 1;
      bytes += 32 + encode(table.row, row).length;
    }
  }
  return { rows, bytes };
}

test("what is charged is what the state grew by, texts beside it included", () => {
  const village = foundVillage(3);
  const steps: readonly (readonly [string, unknown, number])[] = [
    [
      "records/publish",
      { digest: textHash("a"), audience: "public", kind: "note", bytes: 500 },
      500,
    ],
    ["membership/vouch", { person: 2 }, 0],
    ["money/claim", { until: 0 }, 0],
    ["money/trust", { currency: 2, cap: 5, until: village.now + 400 * DAY }, 0],
  ];
  for (const [type, input, beside] of steps) {
    village.pass(3_600_000);
    const before = { ...sizeOf(village), used: used(village, 1) };
    assert.equal(outcomeOf(village.act(1, type, input)), "done", type);
    const after = { ...sizeOf(village), used: used(village, 1) };
    assert.equal(after.used.rows - before.used.rows, after.rows - before.rows, type);
    const bytes = after.bytes - before.bytes + beside;
    assert.equal(after.used.bytes - before.used.bytes, bytes, type);
    assert.ok(after.rows > before.rows, type);
  }
  village.assertSound();
});

/** A village in which so many rows a day are allowed. */
const withRows = (people: number, value: number) =>
  foundVillage(people, { constitution: rules({ "growth-rows-per-day": value }) });

const note = (village: Village, person: number, word: string, bytes = 100) => {
  const input = { digest: textHash(word), audience: "public", kind: "note", bytes };
  return outcomeOf(village.act(person, "records/publish", input));
};

test("rows have an end for the day, nothing of a refused deed stays, and tomorrow there is room", () => {
  const village = withRows(2, 125);
  // The first text adds three rows, each further one two: 125 are there after the 62nd.
  for (let at = 1; at <= 62; at += 1) assert.equal(note(village, 1, `${at}`), "done", `${at}`);
  assert.equal(used(village, 1).rows, 125);
  const { rows, mostRows, again } = village.view<{
    rows: number;
    mostRows: number;
    again: number;
  }>("identity/growth", { person: 1 });
  assert.deepEqual([rows, mostRows, again], [125, 125, village.now + DAY]);
  assert.equal(village.view("identity/growth", { person: 9 }), undefined);
  const before = village.state.changes().length;
  const size = sizeOf(village);
  const receipt = village.act(1, "records/publish", {
    digest: textHash("one more"),
    audience: "public",
    kind: "note",
    bytes: 100,
  });
  assert.equal(outcomeOf(receipt), "kernel/no-room-today");
  assert.deepEqual(receipt.events, []);
  assert.equal(receipt.refusal?.details["again"], village.now + DAY);
  assert.deepEqual(sizeOf(village), size);
  assert.equal(village.state.changes().length, before);
  assert.equal(note(village, 2, "somebody else's"), "done");
  village.assertSound();
  village.pass(DAY - 1);
  assert.equal(note(village, 1, "one more"), "kernel/no-room-today");
  village.pass(1);
  assert.equal(note(village, 1, "one more"), "done");
  assert.equal(used(village, 1).rows, 2);
  village.assertSound();
});

test("bytes have an end for the day, to the last one", () => {
  const village = foundVillage(1, {
    constitution: rules({ "growth-kilobytes-per-day": 512 }),
  });
  assert.equal(note(village, 1, "large", 262_144), "done");
  const left = 512 * 1024 - used(village, 1).bytes;
  assert.equal(note(village, 1, "too large", left), "kernel/no-room-today");
  const row = used(village, 1).bytes - 262_144;
  // The second text adds no row of usage, so its own rows are shorter than the first one's.
  for (let bytes = left - row; ; bytes += 1) {
    const outcome = note(village, 1, `try ${bytes}`, bytes);
    if (outcome === "done") {
      const after = 512 * 1024 - used(village, 1).bytes;
      assert.ok(after >= 0);
      assert.equal(note(village, 1, "the next", after + 1), "kernel/no-room-today");
      break;
    }
    assert.ok(bytes < left, "something fits");
  }
  village.assertSound();
});

test("whoever has used up the day still answers, erases and leaves", () => {
  const village = withRows(3, 125);
  propose(village, { kind: "statement", proposer: 2 });
  const text = publishText(village, 1, "gone", "note");
  for (let at = 0; at < 200; at += 1) note(village, 1, `${at}`);
  assert.equal(note(village, 1, "more"), "kernel/no-room-today");
  assert.equal(outcomeOf(village.act(1, "decisions/cast-vote", voteFor(1, "yes"))), "done");
  assert.equal(outcomeOf(village.act(1, "records/erase", { text })), "done");
  assert.equal(outcomeOf(village.act(1, "membership/leave", {})), "done");
  village.assertSound();
});

test("an applicant's rows are charged to whoever invited them, and have an end of their own", () => {
  const village = foundVillage(5);
  const before = used(village, 1).rows;
  const applicant = applyBy(village, 1);
  const own = used(village, applicant);
  assert.ok(own.rows >= 5 && own.rows <= 24, `${own.rows}`);
  const invited = used(village, 1).rows - before;
  assert.ok(invited > own.rows, "the invitation itself and the application");
  const publish = (word: string, bytes = 2048) => note(village, applicant, word, bytes);
  assert.equal(publish("too long", 2049), "records/too-much");
  let rows = used(village, 1).rows;
  assert.equal(publish("first"), "done");
  assert.equal(used(village, 1).rows - rows, 3);
  assert.equal(publish("second", 40), "records/too-much");
  for (let at = 0; at < 12; at += 1) {
    const { texts } = village.view<{ texts: { hash: Uint8Array }[] }>("records/texts", {
      person: applicant,
    });
    for (const { hash } of texts) village.act(applicant, "records/erase", { text: hash });
    rows = used(village, 1).rows;
    if (publish(`again ${at}`, 40) !== "done") break;
  }
  assert.equal(publish("still more", 40), "kernel/no-room-today");
  assert.equal(used(village, 1).rows, rows);
  assert.equal(used(village, 2).rows, 0);
  village.assertSound();
});

test("whoever invites has an end too, and whoever applies is told so before it is in a block", () => {
  const village = withRows(2, 125);
  const { secret, invitation } = makeInvitation(village, 1, 50);
  const apply = () => {
    const key = makeKey();
    const input = joinInput(village, invitation, secret, key);
    return outcomeOf(village.join(key, "membership/join", input));
  };
  let people = 0;
  while (apply() === "done") people += 1;
  assert.ok(people > 8 && people < 20, `${people}`);
  assert.equal(apply(), "kernel/no-room-today");
  assert.equal(peopleCount(village.state), 2 + people);
  village.assertSound();
  village.pass(DAY);
  assert.equal(apply(), "done");
});

test("a link that got about does not stop whoever made it: a quarter of the day stays theirs", () => {
  const village = withRows(2, 125);
  const { secret, invitation } = makeInvitation(village, 1, 50);
  const join = () => {
    const key = makeKey();
    const receipt = village.join(
      key,
      "membership/join",
      joinInput(village, invitation, secret, key),
    );
    if (receipt.code === 0) village.keys.push(key);
    return outcomeOf(receipt);
  };
  let refusal = "done";
  while (refusal === "done") refusal = join();
  assert.equal(refusal, "kernel/no-room-today");
  for (let person = 3; person <= village.keys.length; person += 1) {
    if (note(village, person, `${person}`, 40) === "kernel/no-room-today") break;
  }
  assert.ok(used(village, 1).rows <= 93, `${used(village, 1).rows} of 125`);
  assert.equal(outcomeOf(village.act(1, "membership/vouch", { person: 3 })), "done");
  assert.equal(outcomeOf(propose(village, { kind: "statement" })), "done");
  for (let at = 1; used(village, 1).rows <= 123; at += 1) {
    assert.equal(note(village, 1, `mine ${at}`), "done");
  }
  assert.equal(join(), "kernel/no-room-today");
  village.assertSound();
});

test("what would find no room is refused beforehand as well, and nothing of the trial stays", () => {
  const village = withRows(1, 125);
  const checked = (word: string) => {
    const input = { digest: textHash(word), audience: "public", kind: "note", bytes: 100 };
    const wire = village.wire(1, "records/publish", input);
    const action = village.machine.decode(wire);
    const before = village.state.changes().length;
    const refusal = village.machine.check(village.state, action, village.standing());
    assert.equal(village.state.changes().length, before);
    return refusal?.fault.code ?? "done";
  };
  for (let at = 1; at <= 61; at += 1) assert.equal(note(village, 1, `${at}`), "done");
  assert.equal(checked("the last"), "done");
  assert.equal(note(village, 1, "the last"), "done");
  assert.equal(checked("one more"), "kernel/no-room-today");
});

test("days in which nobody did anything are charged to nobody, however many they were", () => {
  const village = foundVillage(2);
  village.pass(1_499 * DAY);
  assert.equal(claim(village, 1), "done");
  const { rows } = grownBy(village.state, 1 as PersonId, village.now);
  assert.ok(rows < 10, `${rows} rows`);
});
