import { createHash } from "node:crypto";
import { DAY, HOUR } from "#protocol/index.js";
import type { MachineBook } from "./machines.ts";
import type { MemberBook } from "./members.ts";

/** A change of a seat that everyone has decided. */
export interface AuditedChange {
  readonly machine: number;
  readonly change: "give" | "unseat";
  readonly until: number;
}

/** A change that waits for its turn, and who wants it now. */
export interface AuditedWaiting extends AuditedChange {
  readonly backers: ReadonlySet<number>;
}

/** A lot about seats that is open. */
export interface AuditedLot {
  readonly roll: readonly number[];
  readonly count: number;
  readonly until: number;
  readonly deadline: number;
}

/** A seat that came or went. */
export interface AuditedMove {
  readonly at: number;
  readonly by: 1 | -1;
  readonly counts: boolean;
}

const WINDOW = 30 * DAY;

/** How many more seats may change by decision now. */
export function left({ seats, moves }: MachineBook, now: number): number {
  const recent = moves.filter(({ at }) => at > now - WINDOW);
  const then = recent.reduce((sum, { by }) => sum - by, seats.size);
  const limit = Math.max(1, Math.floor((then - 1) / 3));
  return limit - recent.filter(({ counts }) => counts).length;
}

/** Changes that nobody has to wait for; the machines of this auditor are never away. */
function isFree({ seats, moves }: MachineBook, { machine, change }: AuditedChange, now: number) {
  if (change === "unseat") return false;
  const gone = moves.filter(({ at, by }) => at > now - WINDOW && by === -1).length;
  return seats.has(machine) || seats.size + gone < 4;
}

function make(book: MachineBook, change: AuditedChange, now: number, counts: boolean): void {
  const { machine, until } = change;
  if (change.change === "unseat") book.unseat(machine, now, counts);
  else book.give(machine, until, now, counts);
}

/** Makes a change, or lets it wait. */
export function decide(book: MachineBook, change: AuditedChange, now: number): void {
  const free = isFree(book, change, now);
  if (free || (book.waiting.size === 0 && left(book, now) > 0)) make(book, change, now, !free);
  else book.wait({ ...change, backers: new Set() });
}

/** Whether a change can still be made. */
export function isPossible(
  book: MachineBook,
  members: MemberBook,
  { machine, change, until }: AuditedChange,
  now: number,
): boolean {
  const { seats } = book;
  if (change === "unseat") return seats.has(machine);
  const held = book.machines.get(machine);
  if (held === undefined || held.isWithdrawn || until <= now) return false;
  if (!members.isMember(held.operator) || book.hasSeat(held.operator, machine)) return false;
  return seats.has(machine) || seats.size < 100;
}

/** Makes what waits, as far as its turn has come. */
export function makeWaiting(book: MachineBook, members: MemberBook, now: number): void {
  for (const [number, change] of [...book.waiting]) {
    const possible = isPossible(book, members, change, now);
    const free = possible && isFree(book, change, now);
    if (possible && !free && left(book, now) <= 0) return;
    book.unwait(number);
    if (possible) make(book, change, now, !free);
  }
}

/** Somebody wants a waiting change now; with more than half of all members it is made. */
export function hurry(
  book: MachineBook,
  members: MemberBook,
  {
    number,
    person,
    now,
  }: { readonly number: number; readonly person: number; readonly now: number },
): void {
  const change = book.waiting.get(number);
  if (change === undefined) return;
  const backers = new Set(change.backers).add(person);
  const all = [...members.people().values()].filter(({ status }) => status === "member").length;
  const still = [...backers].filter((each) => members.isMember(each));
  if (backers.size * 2 <= all) book.rewait(number, { ...change, backers });
  else if (still.length * 2 <= all) book.rewait(number, { ...change, backers: new Set(still) });
  else {
    book.unwait(number);
    make(book, change, now, false);
  }
}

/** How long a lot waits. */
export const LOT_WAIT = 48 * HOUR;

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** The value of a lot, from the one that was given to it. */
function lotValue({ roll }: AuditedLot, number: number, given: Uint8Array): Buffer {
  const hashed = sha256("folkmoot/lot-roll/1\0", ...roll.map(number32));
  const name = Buffer.concat([Buffer.of(0), number32(number)]);
  return sha256("folkmoot/lot-values/1\0", "folkmoot/lot-value/1\0", name, hashed, given);
}

/** The order in which a lot takes the machines of its roll. */
function lotOrder({ roll }: AuditedLot, whole: Uint8Array): number[] {
  const order = [...roll];
  let turn = 0n;
  for (let at = 0; at < order.length; at += 1) {
    const rest = order.length - at;
    let drawn: number;
    do {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(turn);
      drawn = sha256("folkmoot/lot-draw/1\0", whole, bytes).readUIntBE(0, 6);
      turn += 1n;
    } while (drawn >= 2 ** 48 - (2 ** 48 % rest));
    const other = at + (drawn % rest);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}

/** Gives the seats of a lot that its one machine has given a value to. */
export function draw(
  book: MachineBook,
  members: MemberBook,
  {
    number,
    value,
    now,
  }: { readonly number: number; readonly value: Uint8Array; readonly now: number },
): void {
  const lot = book.lots.get(number);
  if (lot === undefined) return;
  const whole = lotValue(lot, number, value);
  book.closeLot(number, whole.toString("hex"));
  let given = 0;
  for (const machine of lotOrder(lot, whole)) {
    if (given === lot.count) return;
    const change = { machine, change: "give", until: lot.until } as const;
    if (book.seats.has(machine) || !isPossible(book, members, change, now)) continue;
    given += 1;
    decide(book, change, now);
  }
}
