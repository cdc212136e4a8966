import { momentOf } from "../../engine/chain-params.ts";
import type { KeptBlock } from "../../engine/engine.ts";
import { decodeOutcome } from "../../engine/records.ts";
import { numberBytes, readNumber, SPACE, spaceKey } from "../../engine/store/keys.ts";
import { decodeBlock } from "../../protocol/chain/index.ts";
import type { Event } from "../../protocol/kernel/event.ts";
import type { Plain } from "../../protocol/kernel/plain.ts";
import type { Api, NodeContext } from "../context.ts";
import type { Bill } from "../pricing/till.ts";
import { badRequest } from "../problem.ts";
import { lookOf, type SeesEvent, seesEvents } from "./seeing.ts";

interface LoadedBlock {
  readonly time: number;
  /** All events of the block, and of which action each is; -1 for what time has brought. */
  readonly events: readonly { readonly event: Event; readonly index: number }[];
}

/** Adds what happened, newest first: to everybody, or to one person. */
export function addActivityRoutes(api: Api, context: NodeContext): void {
  api.get("/activity", async (c) => {
    const person = numberIn("person", c.req.query("person"), 0xffffffff);
    const most = context.limits.activityItemsMax;
    const limit = numberIn("limit", c.req.query("limit"), most) ?? 50;
    const before = c.req.query("before");
    const space = person === undefined ? SPACE.event : SPACE.eventOf;
    const prefix = person === undefined ? new Uint8Array(0) : numberBytes(person, 4);
    const until =
      before === undefined
        ? spaceKey(space, prefix, new Uint8Array(13).fill(255))
        : spaceKey(space, prefix, ...cursorBytes(before));
    const range = { from: spaceKey(space, prefix), until, reverse: true, limit };
    const sees = seesEvents(context.engine.ledger, lookOf(context, c));
    const items: Plain[] = [];
    let next: string | null = null;
    let passed = 0;
    const loaded = new Map<number, LoadedBlock | undefined>();
    for await (const { key } of context.store.entries(range)) {
      const at = key.length - 12;
      const height = readNumber(key, at, 8);
      const seq = readNumber(key, at + 8, 4);
      if (!loaded.has(height)) loaded.set(height, await load(context, height, c.var.bill));
      const item = itemOf(loaded.get(height), { height, seq }, sees);
      if (item !== undefined) items.push(item);
      next = `${height}.${seq}`;
      passed += 1;
    }
    const historyFrom = context.engine.firstBlock();
    return c.json({ items, next: passed === limit ? next : null, historyFrom });
  });
}

async function load(
  { engine }: NodeContext,
  height: number,
  bill: Pick<Bill, "run">,
): Promise<LoadedBlock | undefined> {
  const kept = await engine.block(height);
  return kept === undefined ? undefined : bill.run(() => decodeKept(kept));
}

function decodeKept(kept: KeptBlock): LoadedBlock | undefined {
  const block = decodeBlock(kept.block);
  const outcome = decodeOutcome(kept.outcome);
  if (!block.ok || outcome === undefined) return undefined;
  const { due, receipts } = outcome;
  const events = [
    ...due.map((event) => ({ event, index: -1 })),
    ...receipts.flatMap((receipt, index) => receipt.events.map((event) => ({ event, index }))),
  ];
  return { time: momentOf(block.value.header.time), events };
}

function itemOf(
  block: LoadedBlock | undefined,
  { height, seq }: { readonly height: number; readonly seq: number },
  sees: SeesEvent,
): Plain | undefined {
  const found = block?.events[seq];
  if (block === undefined || found === undefined || !sees(found.event)) return undefined;
  const { type, people, data } = found.event;
  return { height, index: found.index, time: block.time, type, people, data };
}

function cursorBytes(text: string): Uint8Array[] {
  const found = /^([0-9]{1,15})\.([0-9]{1,9})$/.exec(text);
  if (found === null) throw badRequest("before: not a cursor of this list");
  return [numberBytes(Number(found[1]), 8), numberBytes(Number(found[2]), 4)];
}

function numberIn(field: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 1 && value <= most)) throw badRequest(`${field}: not a number from 1 to ${most}`);
  return value;
}
