import { type Signal, signal } from "@preact/signals-core";
import { afterChange } from "./after-change.ts";
import { epoch } from "./epoch.ts";
import type { Problem } from "./problem.ts";
import { type Answer, request } from "./request.ts";

/** What is known of one view: the newest answer and whether a newer one is being asked for. */
export interface Seen<Value> {
  readonly data: Value | undefined;
  readonly problem: Problem | undefined;
  readonly loading: boolean;
  readonly etag: string | undefined;
}

interface Entry {
  readonly seen: Signal<Seen<unknown>>;
  asking: Promise<void> | undefined;
  again: boolean;
  /** How many parts of the page show it. */
  shownBy: number;
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
  const entry: Entry = { seen: signal(nothing), asking: undefined, again: false, shownBy: 0 };
  entries.set(path, entry);
  return entry;
}

function forgetOldest(): void {
  if (entries.size < most) return;
  for (const [path, entry] of entries) {
    if (entry.shownBy === 0) {
      entries.delete(path);
      return;
    }
  }
}

/** Returns what is known of a view now. */
export const seenOf = <Value>(path: string): Seen<Value> => entryOf(path).seen.value as Seen<Value>;

/** Calls back when something new is known of a view, and keeps it true meanwhile; returns how to stop. */
export function whileShown(path: string, listener: () => void): () => void {
  const entry = entryOf(path);
  entry.shownBy += 1;
  const stop = afterChange(entry.seen, listener);
  return () => {
    entry.shownBy -= 1;
    stop();
  };
}

function take(before: Seen<unknown>, answer: Answer<unknown>): Seen<unknown> {
  if (answer.kind === "same") return { ...before, problem: undefined, loading: false };
  if (answer.kind === "problem") return { ...before, problem: answer.problem, loading: false };
  return { data: answer.value, etag: answer.etag, problem: undefined, loading: false };
}

async function ask(path: string, entry: Entry): Promise<void> {
  const { etag } = entry.seen.value;
  const headers: Record<string, string> = etag === undefined ? {} : { "if-none-match": etag };
  const asked = epoch.value;
  const answer = await request<unknown>(path, { headers });
  // What was said to somebody who looked before is not shown to anyone who looks now.
  if (asked !== epoch.value) return ask(path, entry);
  entry.seen.value = take(entry.seen.value, answer);
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
    const again = entry.again && entry.shownBy > 0;
    entry.again = false;
    if (again) void refresh(path);
  });
  return entry.asking;
}

/** Asks again for every view on the screen whose address `concerns` says yes to. */
export function refreshAll(concerns: (path: string) => boolean = () => true): void {
  for (const [path, entry] of entries) {
    if (entry.shownBy > 0 && concerns(path)) void refresh(path);
  }
}
