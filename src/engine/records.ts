import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import type { Event } from "../protocol/kernel/event.ts";
import type { Refusal } from "../protocol/kernel/fault.ts";
import { NOBODY } from "../protocol/kernel/ids.ts";
import { toPlain } from "../protocol/kernel/plain.ts";
import type { RowChange } from "../protocol/kernel/state.ts";
import { findFault, type Law } from "../protocol/law.ts";
import type { Receipt } from "../protocol/state-machine.ts";
import type { Head, PlacedReceipt } from "./engine.ts";
import {
  actionKey,
  eventKey,
  eventOfKey,
  heightKey,
  metaKey,
  readNumber,
  rowKey,
  SPACE,
  writePlace,
} from "./store/keys.ts";
import type { StoreChange } from "./store/store.ts";

/** The form in which a store is written; another one is refused. */
export const STORE_FORMAT = 2;

const text = new TextEncoder();
const untext = new TextDecoder("utf-8", { fatal: true });
const NOTHING = new Uint8Array(0);

/** What came of a block, as it is kept beside it. */
export interface Outcome {
  readonly due: readonly Event[];
  readonly receipts: readonly KeptReceipt[];
}

/** A receipt without what the block itself says. */
export interface KeptReceipt {
  readonly type: string;
  readonly person: number;
  readonly code: number;
  readonly details: Refusal["details"];
  readonly events: readonly Event[];
}

/** A block with all that its batch needs. */
export interface BlockRecord {
  readonly head: Head;
  readonly block: Uint8Array;
  readonly commit: Uint8Array;
  readonly receipts: readonly Receipt[];
  readonly dueEvents: readonly Event[];
  readonly changes: readonly RowChange[];
}

/** Writes what came of a block; the same outcome always gives the same bytes. */
export function encodeOutcome(
  dueEvents: readonly Event[],
  receipts: readonly Receipt[],
): Uint8Array {
  const kept: Outcome = {
    due: dueEvents,
    receipts: receipts.map(({ type, person, code, refusal, events }) => ({
      type,
      person,
      code,
      details: refusal?.details ?? {},
      events,
    })),
  };
  return text.encode(JSON.stringify(toPlain(kept)));
}

/** Reads what came of a block; nothing when the bytes are damaged. */
export function decodeOutcome(bytes: Uint8Array): Outcome | undefined {
  const read = parseJson(bytes) as Partial<Outcome> | undefined;
  if (read === undefined || !Array.isArray(read.due) || !Array.isArray(read.receipts)) {
    return undefined;
  }
  return read as Outcome;
}

/** Lists everything that one block writes, to be written as one batch. */
export function blockChanges(record: BlockRecord): StoreChange[] {
  return [
    { key: heightKey(SPACE.block, record.head.height), value: record.block },
    { key: heightKey(SPACE.commit, record.head.height), value: record.commit },
    ...outcomeChanges(record),
  ];
}

/** Lists all of it but the block's own bytes: what came of it, its rows, its indexes, the head. */
export function outcomeChanges(record: Omit<BlockRecord, "block" | "commit">): StoreChange[] {
  const { head, receipts, dueEvents } = record;
  const outcome = encodeOutcome(dueEvents, receipts);
  const changes: StoreChange[] = [
    { key: heightKey(SPACE.outcome, head.height), value: outcome },
    { key: metaKey("head"), value: encodeHead(head) },
  ];
  for (const { key, row } of record.changes) changes.push({ key: rowKey(key), value: row });
  changes.push(...blockIndexes(head.height, dueEvents, receipts));
  return changes;
}

/**
 * Lists what finds a block's actions by their ids, and its events by time and by person.
 *
 * Why not every action: bytes that stand in a block once too often, or whose author is wrong, change
 * nothing, and anyone who proposes a block may put in what was carried out long ago. An id leads to the
 * one place where the action was carried out, or where a rule refused it for good.
 */
export function blockIndexes(
  height: number,
  dueEvents: readonly Event[],
  receipts: readonly Receipt[],
): StoreChange[] {
  const changes: StoreChange[] = [];
  for (const [index, { id, code, person }] of receipts.entries()) {
    if (code !== 0 && person === NOBODY) continue;
    const place = new Uint8Array(12);
    writePlace(place, 0, height, index);
    changes.push({ key: actionKey(id), value: place });
  }
  pushEvents(changes, height, allEvents(dueEvents, receipts));
  return changes;
}

/** The events of a block in their order: what time brought about, then action by action. */
export function allEvents(
  due: readonly Event[],
  receipts: readonly { readonly events: readonly Event[] }[],
): Event[] {
  return [...due, ...receipts.flatMap(({ events }) => events)];
}

function pushEvents(changes: StoreChange[], height: number, events: readonly Event[]): void {
  for (const [seq, { people }] of events.entries()) {
    changes.push({ key: eventKey(height, seq), value: NOTHING });
    for (const person of new Set(people)) {
      changes.push({ key: eventOfKey(person, height, seq), value: NOTHING });
    }
  }
}

/** Reads where an action is: its height and its place in the block. */
export function decodePlace(bytes: Uint8Array): {
  readonly height: number;
  readonly index: number;
} {
  return { height: readNumber(bytes, 0, 8), index: readNumber(bytes, 8, 4) };
}

/** Completes a kept receipt. */
export function placedReceipt(
  law: Law,
  place: { readonly id: Uint8Array; readonly height: number; readonly index: number },
  { type, person, code, details, events }: KeptReceipt,
): PlacedReceipt {
  const fault = findFault(law, code);
  const refusal = fault === undefined ? undefined : { fault, details };
  return { ...place, type, person, code, refusal, events };
}

/** Writes where history ends. */
export function encodeHead({ height, time, hash, root }: Head): Uint8Array {
  const plain = { height, time, hash: toHex(hash), root: toHex(root) };
  return text.encode(JSON.stringify(plain));
}

/** Reads where history ends; nothing when the bytes are damaged. */
export function decodeHead(bytes: Uint8Array): Head | undefined {
  const read = parseJson(bytes) as { readonly [name: string]: unknown } | undefined;
  if (read === undefined) return undefined;
  const { height, time } = read;
  const hash = hashOf(read["hash"]);
  const root = hashOf(read["root"]);
  if (!isCount(height) || !isCount(time) || hash === undefined || root === undefined) {
    return undefined;
  }
  return { height, time, hash, root };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function hashOf(value: unknown): Uint8Array | undefined {
  const bytes = typeof value === "string" ? fromHex(value) : undefined;
  return bytes?.length === 32 ? bytes : undefined;
}

function parseJson(bytes: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(untext.decode(bytes));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
