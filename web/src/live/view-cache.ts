import type { Problem } from "./problem.ts";
import { type Answer, request } from "./request.ts";

/** What is known of one view: the newest answer and whether a newer one is being asked for. */
export interface Seen<Value> {
  readonly data: Value | undefined;
  readonly problem: Problem | undefined;
  readonly loading: boolean;
  readonly etag: string | undefined;
}

type Listener = () => void;

interface Entry {
  seen: Seen<unknown>;
  asking: Promise<void> | undefined;
  again: boolean;
  readonly listeners: Set<Listener>;
}

const entries = new Map<string, Entry>();
const most = 200;
const nothing: Seen<unknown> = {
  data: undefined,
  problem: undefined,
  loading: true,
  etag: undefined,
};

function entryOf(path: string): Entry {
  const found = entries.get(path);
  if (found !== undefined) return found;
  forgetOldest();
  const entry = { seen: nothing, asking: undefined, again: false, listeners: new Set<Listener>() };
  entries.set(path, entry);
  return entry;
}

function forgetOldest(): void {
  if (entries.size < most) return;
  for (const [path, entry] of entries) {
    if (entry.listeners.size === 0) {
      entries.delete(path);
      return;
    }
  }
}

/** Returns what is known of a view now. */
export const seenOf = <Value>(path: string): Seen<Value> => entryOf(path).seen as Seen<Value>;

/** Calls back when something new is known of a view; returns how to stop. */
export function listen(path: string, listener: Listener): () => void {
  const entry = entryOf(path);
  entry.listeners.add(listener);
  return () => {
    entry.listeners.delete(listener);
  };
}

function show(entry: Entry, seen: Seen<unknown>): void {
  entry.seen = seen;
  for (const listener of entry.listeners) listener();
}

function take(before: Seen<unknown>, answer: Answer<unknown>): Seen<unknown> {
  if (answer.kind === "same") return { ...before, problem: undefined, loading: false };
  if (answer.kind === "problem") return { ...before, problem: answer.problem, loading: false };
  return { data: answer.value, etag: answer.etag, problem: undefined, loading: false };
}

async function ask(path: string, entry: Entry): Promise<void> {
  const headers: Record<string, string> =
    entry.seen.etag === undefined ? {} : { "if-none-match": entry.seen.etag };
  const answer = await request<unknown>(path, { headers });
  show(entry, take(entry.seen, answer));
}

/** Asks the node for a view; several wishes at once become one question, and one more after it. */
export function refresh(path: string): Promise<void> {
  const entry = entryOf(path);
  if (entry.asking !== undefined) {
    entry.again = true;
    return entry.asking;
  }
  entry.asking = ask(path, entry).finally(() => {
    entry.asking = undefined;
    const again = entry.again && entry.listeners.size > 0;
    entry.again = false;
    if (again) void refresh(path);
  });
  return entry.asking;
}

/** Asks again for every view on the screen whose address `concerns` says yes to. */
export function refreshAll(concerns: (path: string) => boolean = () => true): void {
  for (const [path, entry] of entries) {
    if (entry.listeners.size > 0 && concerns(path)) void refresh(path);
  }
}
