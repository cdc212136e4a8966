// Goal: what waits for its turn, who wants it now, and who has given a value to a lot, in sentences.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changeLines, lotLines, type SeatPace, type ShownLot } from "./seat-lines.ts";

const at = Date.UTC(2026, 10, 21);
const nameOf = (machine: number) => (machine === 0 ? "the machine" : `machine ${machine}`);
const change = {
  number: 3,
  machine: 7,
  change: "give",
  until: at + 86_400_000,
  decision: 12,
  since: at,
  backers: 2,
  isBacked: true,
};
const pace = (waiting: SeatPace["waiting"]): SeatPace => {
  return { nextAt: at, needed: 5, sentence: "One in 30 days.", waiting };
};

test("nothing waits", () => {
  assert.deepEqual(changeLines(pace([]), nameOf), ["One in 30 days.", "Nothing waits."]);
});

test("each change that waits says what, when, by which decision, and how many want it now", () => {
  const other = { ...change, number: 4, machine: 2, change: "unseat", backers: 0, isBacked: false };
  const words = changeLines(pace([change, other]), nameOf).join("\n");
  assert.match(words, /3 {2}machine 7 gets a seat until 2026-11-22 .*: its turn comes 2026-11-21/);
  assert.match(words, /Decision 12; .* 2 of the 5 members that are needed want it now, you among/);
  assert.match(words, /4 {2}machine 2 loses its seat: after those before it/);
  assert.match(words, /0 of the 5 members that are needed want it now\./);
  assert.match(words, /folkmoot network helper hurry NUMBER/);
});

test("an open lot says who has given a value and who is missing; it stands first", () => {
  const lot = { kind: "seat", openedAt: at, until: at, waitingFor: [], givenBy: [] };
  const lots: ShownLot[] = [
    { ...lot, number: 1, standing: "drawn", sentence: "Drawn by all." },
    { ...lot, number: 2, standing: "open", sentence: "", waitingFor: [2, 4], givenBy: [1] },
  ];
  const lines = lotLines(lots, nameOf);
  assert.match(lines[0] ?? "", /^Lot 2 \(seat\), opened .*: open$/);
  assert.match(lines[1] ?? "", /Given by: machine 1\./);
  assert.match(lines[2] ?? "", /Missing: machine 2, machine 4; it waits until 2026-11-21/);
  assert.match(lines[4] ?? "", /Drawn by all\./);
  assert.deepEqual(lotLines([], nameOf), ["No lot has been drawn yet."]);
  const [, given] = lotLines([{ ...lot, number: 1, standing: "open", sentence: "" }], nameOf);
  assert.match(given ?? "", /Given by: nobody/);
});
