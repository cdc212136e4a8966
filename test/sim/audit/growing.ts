import type { Law, Reader } from "#protocol/index.js";
import { rowOf } from "../reading.ts";
import type { Books } from "./books.ts";

const DAY = 86_400_000;
/** What one action adds at most, texts aside. */
const MUCH = { rows: 64, bytes: 70_000 };

interface Sum {
  rows: number;
  bytes: number;
}

interface OfDay {
  readonly day: number;
  readonly least: Sum;
  readonly most: Sum;
}

/** The auditor's own account of what each person has added today: between the least and the most. */
export type GrowthBook = Map<number, OfDay>;

/** A deed as the account is kept of it. */
export interface Grown {
  readonly type: string;
  readonly person: number;
  readonly input: unknown;
  readonly now: number;
}

function pageOf(book: GrowthBook, person: number, now: number): OfDay {
  const day = Math.floor(now / DAY);
  const held = book.get(person);
  if (held?.day === day) return held;
  const page = { day, least: { rows: 0, bytes: 0 }, most: { rows: 0, bytes: 0 } };
  book.set(person, page);
  return page;
}

/**
 * The rows that what brings a text along is known to add: the text and its place in its owner's list; the
 * post too; for an edit, the text and what was said before.
 */
const ROWS: { readonly [type: string]: number } = {
  "records/publish": 2,
  "conversation/post": 3,
  "conversation/edit": 2,
};

/** What an action is known to add. */
function knownOf({ type, input }: Grown): Sum {
  const rows = ROWS[type];
  if (rows === undefined) return { rows: 0, bytes: 0 };
  return { rows, bytes: (input as { readonly bytes: number }).bytes };
}

/** Those on whose account it may go: anyone who acts, and anyone who invited them. */
function payersOf({ members }: Books, person: number): readonly number[] {
  const standing = members.standing(person);
  const { invitedBy = 0 } = standing ?? {};
  return standing?.status === "member" ? [person] : [person, invitedBy];
}

function mostOf({ rules }: Books): Sum {
  const kilobytes = rules.figure("growth-kilobytes-per-day");
  return { rows: rules.figure("growth-rows-per-day"), bytes: kilobytes * 1024 };
}

/** Notes what was done; says so where it goes beyond the bounds of a day. */
export function noteGrowth(books: Books, deed: Grown): string | undefined {
  const known = knownOf(deed);
  for (const payer of payersOf(books, deed.person)) {
    const { least, most } = pageOf(books.growth, payer, deed.now);
    most.rows += MUCH.rows;
    most.bytes += MUCH.bytes + known.bytes;
    if (payer !== deed.person || books.members.standing(payer)?.status !== "member") continue;
    least.rows += known.rows;
    least.bytes += known.bytes;
    const limit = mostOf(books);
    if (least.rows > limit.rows || least.bytes > limit.bytes) return "they add too much in a day";
  }
  return undefined;
}

/** Tells whether the day of somebody who was refused for want of room may really be full. */
export function mayBeFull(books: Books, deed: Grown): boolean {
  const { person } = deed;
  if (books.members.standing(person)?.status !== "member") return true;
  const limit = mostOf(books);
  const { most } = pageOf(books.growth, person, deed.now);
  const known = knownOf(deed);
  const rows = most.rows + MUCH.rows;
  return rows > limit.rows || most.bytes + MUCH.bytes + known.bytes > limit.bytes;
}

/** Says whose account in the state shows less than what they are known to have added today. */
export function growthDifference(
  law: Law,
  state: Reader,
  { growth }: Books,
  now: number,
): string | undefined {
  type Row = { readonly grownOn: number; readonly grownRows: number; readonly grownBytes: number };
  for (const [person, { day, least }] of growth) {
    if (day !== Math.floor(now / DAY) || least.rows === 0) continue;
    const row = rowOf<Row>(law, state, "identity/people", [person]);
    const isThere = row !== undefined && row.grownOn === day;
    if (isThere && row.grownRows >= least.rows && row.grownBytes >= least.bytes) continue;
    return `person ${person} is charged ${row?.grownRows} rows, and has added ${least.rows}`;
  }
  return undefined;
}
