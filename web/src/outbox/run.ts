import type { Acknowledged } from "folkmoot/client";
import { onChange, onConnection } from "../live/events.ts";
import { storageName } from "../live/place.ts";
import type { Problem } from "../live/problem.ts";
import { request } from "../live/request.ts";
import { type Delivered, deliver } from "./deliver.ts";
import { type Entry, isUnfinished } from "./entry.ts";
import {
  dropEntry,
  entryBy,
  isWatched,
  keepEntry,
  onOutbox,
  openOutbox,
  outbox,
  reloadOutbox,
  replaceEntry,
} from "./kept.ts";

/** How something ended. */
export type Ended =
  | { readonly kind: "agreed"; readonly receipt: Acknowledged }
  | { readonly kind: "refused"; readonly problem: Problem };

const endedMost = 100;
const ended = new Map<string, Ended>();
const tried = new Map<string, Problem | undefined>();

const shortest = 4000;
const longest = 60_000;
let pause = shortest;
const slower = (): number => Math.min(pause * 2, longest);
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | undefined;

/** Returns how something ended, as long as this page is open. */
export const endOf = (key: string): Ended | undefined => ended.get(key);

function noteEnd(key: string, how: Ended): void {
  if (ended.size >= endedMost) ended.delete(ended.keys().next().value ?? "");
  ended.set(key, how);
}

/** Keeps how something ended until it is seen; a text that is agreed is a part of something else. */
function end({ text: _, ...entry }: Entry, how: Ended): void {
  noteEnd(entry.key, how);
  const isPart = entry.type === "records/publish" && how.kind === "agreed";
  const over = how.kind === "agreed" ? { height: how.receipt.height } : { problem: how.problem };
  if (isPart) dropEntry(entry);
  else keepEntry({ ...entry, stage: how.kind, ...over });
}

/** Takes over what another window has brought to its end, for a page that waits for it here. */
async function adopt(entry: Entry): Promise<void> {
  if (isUnfinished(entry) || ended.has(entry.key)) return;
  if (entry.problem !== undefined) {
    return end(entry, { kind: "refused", problem: entry.problem });
  }
  const answer = await request<Acknowledged>(`/actions/${entry.id}`);
  if (answer.kind !== "value" || answer.value.code !== 0 || ended.has(entry.key)) return;
  end(entry, { kind: "agreed", receipt: answer.value });
}

function keepOn(entry: Entry): void {
  if (entryBy(entry.key) !== undefined) keepEntry(entry);
}

const keeping = { keep: keepOn, replace: replaceEntry };

function note(entry: Entry, outcome: Delivered): void {
  if (entryBy(entry.key) === undefined) return;
  if (outcome.kind === "agreed" || outcome.kind === "refused") end(entry, outcome);
  else keepOn({ ...entry, stage: outcome.kind === "received" ? "node" : "device" });
}

/**
 * Goes through everything once, in the order in which it was done.
 *
 * Why what follows a text waits until that is agreed: a node refuses what speaks of a text that the
 * record does not know yet.
 */
async function goThrough(): Promise<void> {
  const seen = new Set<string>();
  const held = new Set<string>();
  let isSlow = true;
  for (;;) {
    const next = outbox().find(
      (entry) => isUnfinished(entry) && !seen.has(entry.key) && !held.has(entry.signer),
    );
    if (next === undefined) break;
    seen.add(next.key);
    const { entry, outcome } = await deliver(next, keeping);
    note(entry, outcome);
    tried.set(next.key, outcome.kind === "away" ? outcome.problem : undefined);
    if (outcome.kind === "away") {
      for (const left of outbox()) if (!tried.has(left.key)) tried.set(left.key, outcome.problem);
      pause = slower();
      return;
    }
    if (outcome.kind === "received" && next.text !== undefined) held.add(next.signer);
    isSlow &&= outcome.kind === "received";
  }
  // News of a block is heard of at once; asking for it again and again would only be a burden.
  pause = isSlow ? slower() : shortest;
  for (const { key, signer } of outbox()) if (held.has(signer)) tried.set(key, undefined);
}

function later(): void {
  clearTimeout(timer);
  if (outbox().some(isUnfinished)) timer = setTimeout(() => void sendAll(), pause);
}

// Two windows that went through at once could both sign the same again.
async function alone(work: () => Promise<void>): Promise<void> {
  if (!("locks" in navigator)) return work();
  await navigator.locks.request(storageName("folkmoot-outbox"), async () => {
    reloadOutbox();
    await work();
  });
}

/** Sends everything that is on its way; several wishes at once are one going through. */
export function sendAll(): Promise<void> {
  if (!outbox().some(isUnfinished)) return Promise.resolve();
  running ??= alone(goThrough)
    .catch(() => undefined)
    .finally(() => {
      running = undefined;
      later();
    });
  return running;
}

/**
 * Sends something that was just kept, and returns when a first try is over: how it ended, or what
 * is wrong, or nothing where a node has it.
 */
export async function sendFirst(key: string): Promise<Ended | Problem | undefined> {
  for (let tries = 0; tries < 3 && !tried.has(key) && !ended.has(key); tries += 1) await sendAll();
  const entry = entryBy(key);
  if (entry !== undefined) await adopt(entry);
  return ended.get(key) ?? tried.get(key);
}

function soon(): void {
  pause = shortest;
  void sendAll();
}

let isStarted = false;

/** Goes on with what was kept before, and again whenever the node is back or something is new. */
export function startOutbox(community: string): void {
  openOutbox(community);
  void sendAll();
  if (isStarted) return;
  isStarted = true;
  onConnection((connection) => {
    if (connection === "live") soon();
  });
  onChange(() => void sendAll());
  onOutbox(() => {
    for (const entry of outbox()) if (isWatched(entry.key)) void adopt(entry);
  });
  addEventListener("online", soon);
}
