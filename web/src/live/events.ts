import { type ReadonlySignal, signal } from "@preact/signals-core";
import { afterChange } from "./after-change.ts";
import { apiBase, request } from "./request.ts";
import { refreshAll } from "./view-cache.ts";

/** Whether the node speaks to this device now. */
export type Connection = "connecting" | "live" | "away";

const silence = 75_000;
const settle = 120;
const retry = 5000;

type Rooms = ReadonlySet<string> | "everything";

const source = signal<EventSource | undefined>(undefined);
const spoken = signal<Connection>("connecting");
const heardAt = signal(0);
const refreshing = signal<ReturnType<typeof setTimeout> | undefined>(undefined);
const concerned = signal<Rooms>(new Set());
const changes = signal(0);

function become(next: Connection): void {
  const back = spoken.value === "away" && next === "live";
  spoken.value = next;
  if (back) changed("everything");
}

function heard(): void {
  heardAt.value = Date.now();
  become("live");
}

function refreshConcerned(): void {
  const rooms = concerned.value;
  concerned.value = new Set();
  changes.value += 1;
  refreshAll((path) => {
    const [, kind, room = ""] = path.split(/[/?]/);
    return rooms === "everything" || kind !== "views" || rooms.has(room);
  });
}

/** Asks again for what these rooms show; several changes at once are one question. */
export function changed(rooms: readonly string[] | "everything"): void {
  const before = concerned.value;
  const isAll = rooms === "everything" || before === "everything";
  concerned.value = isAll ? "everything" : new Set([...before, ...rooms]);
  clearTimeout(refreshing.value);
  refreshing.value = setTimeout(refreshConcerned, settle);
}

interface BlockMessage {
  readonly changed?: readonly string[];
}

function heardBlock(event: MessageEvent<string>): void {
  heard();
  try {
    const block = JSON.parse(event.data) as BlockMessage;
    changed(Array.isArray(block.changed) ? block.changed : "everything");
  } catch {
    changed("everything");
  }
}

function open(): void {
  source.value?.close();
  const opened = new EventSource(`${apiBase}/events`);
  source.value = opened;
  opened.onopen = heard;
  opened.addEventListener("block", heardBlock);
  opened.addEventListener("reset", () => {
    heard();
    changed("everything");
  });
  opened.onerror = () => become("away");
}

async function probe(): Promise<void> {
  heardAt.value = Date.now();
  const answer = await request("/community");
  if (answer.kind === "problem" && answer.problem.code === "offline") {
    become("away");
    open();
  }
}

// The stream's heartbeats are comments, which a page cannot hear; after a long silence it asks.
function watch(): void {
  const state = source.value?.readyState;
  if (state === EventSource.CONNECTING) return;
  if (state !== EventSource.OPEN) open();
  else if (Date.now() - heardAt.value >= silence) void probe();
}

/** Calls back after something has changed in the community; returns how to stop. */
export const onChange = (listener: () => void): (() => void) => afterChange(changes, listener);

/** Whether the node speaks to this device now. */
export const connection: ReadonlySignal<Connection> = spoken;

/** Calls back when the node goes away or comes back; returns how to stop. */
export const onConnection = (listener: (connection: Connection) => void): (() => void) =>
  afterChange(spoken, listener);

/**
 * Opens the one stream of events that the whole app shares and keeps it open.
 *
 * Why: the browser's own idea of being online is unreliable, so the banner follows this stream.
 */
export function startEvents(): void {
  if (source.value !== undefined) return;
  open();
  setInterval(watch, retry);
  for (const hint of ["offline", "online"]) addEventListener(hint, () => void probe());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") watch();
  });
}
