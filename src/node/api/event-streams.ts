import type { CommittedBlock } from "../../engine/engine.ts";
import { allEvents } from "../../engine/records.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import type { Api, NodeContext } from "../context.ts";
import { addressOf } from "./address.ts";
import { ProblemError, problem } from "./problem.ts";

/** Live news of blocks, to many listeners at once. */
export interface EventStreams {
  /** Tells all listeners of a block. */
  tell(block: CommittedBlock): void;
  /** Opens a stream that first brings what came after `lastSeen`. */
  open(address: string, lastSeen: string | undefined): Response | undefined;
  count(): number;
  close(): void;
}

interface Listener {
  readonly address: string;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
}

/** Blocks that a listener may have missed and still gets. */
const REMEMBERED = 1000;
const HEARTBEAT = 15_000;
/** Chunks that a listener may lag behind before it is let go. */
const LAG_MAX = 256;

const text = new TextEncoder();

/** Opens the streams of a node. */
export function createEventStreams(limits: {
  readonly eventStreamsMax: number;
  readonly eventStreamsPerAddressMax: number;
}): EventStreams {
  const listeners = new Set<Listener>();
  const remembered: { readonly height: number; readonly message: string }[] = [];

  const send = (listener: Listener, message: string): void => {
    try {
      if ((listener.controller.desiredSize ?? 0) < -LAG_MAX) throw new Error("too slow");
      listener.controller.enqueue(text.encode(message));
    } catch {
      drop(listener);
    }
  };
  const drop = (listener: Listener): void => {
    listeners.delete(listener);
    try {
      listener.controller.close();
    } catch {
      // It was closed from the other side already.
    }
  };
  const timer = setInterval(() => {
    for (const listener of listeners) send(listener, ": still here\n\n");
  }, HEARTBEAT);
  timer.unref();

  const missed = (lastSeen: string | undefined): string => {
    if (lastSeen === undefined) return "";
    const height = /^([0-9]{1,15})\.[0-9]{1,9}$/.exec(lastSeen)?.[1];
    const oldest = remembered[0]?.height;
    const isTooOld = height === undefined || oldest === undefined || Number(height) < oldest - 1;
    if (isTooOld) return "event: reset\ndata: {}\n\n";
    return remembered
      .filter((each) => each.height > Number(height))
      .map(({ message }) => message)
      .join("");
  };
  const isFull = (address: string): boolean => {
    if (listeners.size >= limits.eventStreamsMax) return true;
    const own = [...listeners].filter((each) => each.address === address).length;
    return own >= limits.eventStreamsPerAddressMax;
  };

  return {
    count: () => listeners.size,
    tell(block) {
      const message = messageOf(block);
      remembered.push({ height: block.height, message });
      if (remembered.length > REMEMBERED) remembered.shift();
      for (const listener of listeners) send(listener, message);
    },
    open(address, lastSeen) {
      if (isFull(address)) return undefined;
      let mine: Listener | undefined;
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          mine = { address, controller };
          controller.enqueue(text.encode(`retry: 2000\n: welcome\n\n${missed(lastSeen)}`));
          listeners.add(mine);
        },
        cancel() {
          if (mine !== undefined) listeners.delete(mine);
        },
      });
      return new Response(stream, {
        headers: {
          "content-type": "text/event-stream",
          "cache-control": "no-store",
          "x-accel-buffering": "no",
        },
      });
    },
    close() {
      clearInterval(timer);
      for (const listener of listeners) drop(listener);
    },
  };
}

function messageOf({ height, time, changed, dueEvents, receipts }: CommittedBlock): string {
  const events = allEvents(dueEvents, receipts);
  const data = JSON.stringify({ height, time, changed, events: toPlain(events) });
  return `id: ${height}.0\nevent: block\ndata: ${data}\n\n`;
}

/** Adds the stream of what happens. */
export function addEventRoutes(api: Api, { streams }: NodeContext): void {
  api.get("/events", (c) => {
    const lastSeen = c.req.header("last-event-id") ?? c.req.query("lastEventId");
    const response = streams.open(addressOf(c.env), lastSeen);
    if (response !== undefined) return response;
    throw new ProblemError(
      problem(503, "node/too-busy", "Too many streams are open.", "Close one, or try again later."),
      { "retry-after": "10" },
    );
  });
}
