import { createListeners, type Listeners } from "../listeners.ts";
import type { AskNode, Reply } from "../reply.ts";
import type { ShownProblem } from "../shown-problem.ts";
import type { Epochs } from "./epochs.ts";

/** What is known of one view: the newest answer and whether a newer one is being asked for. */
export interface SeenView<Value> {
  readonly data: Value | undefined;
  readonly problem: ShownProblem | undefined;
  readonly loading: boolean;
  readonly etag: string | undefined;
}

/**
 * The newest answers of a node, by the addresses that were asked: drawn from what is known, asked for
 * again whenever something has changed.
 */
export interface Views {
  /** Returns what is known of a view now. */
  seenOf<Value>(path: string): SeenView<Value>;
  /** Calls back when something new is known of a view, and keeps it true meanwhile; returns how to stop. */
  whileShown(path: string, listener: () => void): () => void;
  /** Asks the node for a view; several wishes at once become one question, and one more after it. */
  refresh(path: string): Promise<void>;
  /** Asks again for every view that is shown and whose address `concerns` says yes to. */
  refreshAll(concerns: (path: string) => boolean): void;
}

interface Known {
  seen: SeenView<unknown>;
  readonly listeners: Listeners;
  asking: Promise<void> | undefined;
  again: boolean;
  /** How many parts of a page show it. */
  shownBy: number;
}

/** Answers that are kept while nobody shows them. */
const KNOWN_MAX = 200;

/** What is known of a view that was never asked for. */
export const UNSEEN: SeenView<never> = {
  data: undefined,
  problem: undefined,
  loading: true,
  etag: undefined,
};

/** Makes a memory of views. */
export function createViews(ask: AskNode, epochs: Epochs): Views {
  const entries = new Map<string, Known>();

  const forgetOldest = (): void => {
    if (entries.size < KNOWN_MAX) return;
    for (const [path, entry] of entries) {
      if (entry.shownBy === 0) {
        entries.delete(path);
        return;
      }
    }
  };
  const entryOf = (path: string): Known => {
    const found = entries.get(path);
    if (found !== undefined) return found;
    forgetOldest();
    const listeners = createListeners();
    const entry = { seen: UNSEEN, listeners, asking: undefined, again: false, shownBy: 0 };
    entries.set(path, entry);
    return entry;
  };
  const askFor = async (path: string, entry: Known): Promise<void> => {
    const { etag } = entry.seen;
    const headers = etag === undefined ? {} : { "if-none-match": etag };
    const asked = epochs.now();
    const reply = await ask<unknown>({ method: "GET", path, headers });
    // What was said to somebody who looked before is not shown to anyone who looks now.
    if (asked !== epochs.now()) return askFor(path, entry);
    entry.seen = seenAfter(entry.seen, reply);
    entry.listeners.tell();
  };
  const refresh = (path: string): Promise<void> => {
    const entry = entryOf(path);
    if (entry.asking !== undefined) {
      entry.again = true;
      return entry.asking;
    }
    entry.asking = askFor(path, entry).finally(() => {
      entry.asking = undefined;
      const again = entry.again && entry.shownBy > 0;
      entry.again = false;
      if (again) void refresh(path);
    });
    return entry.asking;
  };

  return {
    seenOf: <Value>(path: string) => entryOf(path).seen as SeenView<Value>,
    whileShown(path, listener) {
      const entry = entryOf(path);
      entry.shownBy += 1;
      const stop = entry.listeners.add(listener);
      return () => {
        entry.shownBy -= 1;
        stop();
      };
    },
    refresh,
    refreshAll(concerns) {
      for (const [path, { shownBy }] of entries)
        if (shownBy > 0 && concerns(path)) void refresh(path);
    },
  };
}

function seenAfter(before: SeenView<unknown>, reply: Reply<unknown>): SeenView<unknown> {
  if (reply.kind === "same") return { ...before, problem: undefined, loading: false };
  if (reply.kind === "problem") return { ...before, problem: reply.problem, loading: false };
  return { data: reply.value, etag: reply.etag, problem: undefined, loading: false };
}
