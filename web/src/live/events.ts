import { apiBase, request } from "./request.ts";
import { refreshAll } from "./view-cache.ts";

/** Whether the node speaks to this device now. */
export type Connection = "connecting" | "live" | "away";

const silence = 75_000;
const settle = 120;
const retry = 5000;

let source: EventSource | undefined;
let connection: Connection = "connecting";
let heardAt = 0;
let refreshing: ReturnType<typeof setTimeout> | undefined;
let concerned: Set<string> | "everything" = new Set();
const listeners = new Set<(connection: Connection) => void>();
const onChanges = new Set<() => void>();

function become(next: Connection): void {
  if (next === connection) return;
  const back = connection === "away" && next === "live";
  connection = next;
  for (const listener of listeners) listener(next);
  if (back) changed("everything");
}

function heard(): void {
  heardAt = Date.now();
  become("live");
}

function refreshConcerned(): void {
  const rooms = concerned;
  concerned = new Set();
  for (const listener of onChanges) listener();
  refreshAll((path) => {
    const [, kind, room = ""] = path.split(/[/?]/);
    return rooms === "everything" || kind !== "views" || rooms.has(room);
  });
}

/** Asks again for what these rooms show; several changes at once are one question. */
export function changed(rooms: readonly string[] | "everything"): void {
  if (rooms === "everything") concerned = "everything";
  else if (concerned !== "everything") for (const room of rooms) concerned.add(room);
  clearTimeout(refreshing);
  refreshing = setTimeout(refreshConcerned, settle);
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
  source?.close();
  const opened = new EventSource(`${apiBase}/events`);
  source = opened;
  opened.onopen = heard;
  opened.addEventListener("block", heardBlock);
  opened.addEventListener("reset", () => {
    heard();
    changed("everything");
  });
  opened.onerror = () => become("away");
}

async function probe(): Promise<void> {
  heardAt = Date.now();
  const answer = await request("/community");
  if (answer.kind === "problem" && answer.problem.code === "offline") {
    become("away");
    open();
  }
}

// The stream's heartbeats are comments, which a page cannot hear; after a long silence it asks.
function watch(): void {
  if (source?.readyState === EventSource.CONNECTING) return;
  if (source?.readyState !== EventSource.OPEN) open();
  else if (Date.now() - heardAt >= silence) void probe();
}

/** Calls back after something has changed in the community; returns how to stop. */
export function onChange(listener: () => void): () => void {
  onChanges.add(listener);
  return () => {
    onChanges.delete(listener);
  };
}

/** Returns whether the node speaks to this device now. */
export const currentConnection = (): Connection => connection;

/** Calls back when the node goes away or comes back; returns how to stop. */
export function onConnection(listener: (connection: Connection) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * Opens the one stream of events that the whole app shares and keeps it open.
 *
 * Why: the browser's own idea of being online is unreliable, so the banner follows this stream.
 */
export function startEvents(): void {
  if (source !== undefined) return;
  open();
  setInterval(watch, retry);
  for (const hint of ["offline", "online"]) addEventListener(hint, () => void probe());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") watch();
  });
}
