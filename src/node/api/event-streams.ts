import type { CommittedBlock } from "../../engine/engine.ts";
import { allEvents } from "../../engine/records.ts";
import type { Event } from "../../protocol/kernel/event.ts";
import { NOBODY, type PersonId } from "../../protocol/kernel/ids.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import type { Api, NodeContext } from "../context.ts";
import type { NodeLimits } from "../limits.ts";
import { ProblemError, problem } from "../problem.ts";
import type { SeesEvent } from "./seeing.ts";

/** Live news of blocks, to many listeners at once. */
export interface EventStreams {
  /** Tells all listeners of a block. */
  tell(block: CommittedBlock): void;
  /** Opens a stream for somebody that first brings what came after `lastSeen`. */
  open(listens: Listening): Response | undefined;
  count(): number;
  close(): void;
}

/** Who listens, from where, and what they have heard. */
export interface Listening {
  readonly address: string;
  /** 0 for somebody who has not signed in. */
  readonly viewer: PersonId;
  readonly lastSeen: string | undefined;
  /** Cuts the connection of somebody who does not read. */
  readonly cut: () => void;
}

/** What is told about a block, before it is known to whom. */
interface BlockNotice extends Pick<CommittedBlock, "height" | "time" | "changed"> {
  readonly events: readonly Event[];
}

interface Listener extends Pick<Listening, "address" | "viewer" | "cut"> {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
}

/** Blocks that a listener may have missed and still gets. */
const REMEMBERED = 1000;
const HEARTBEAT = 15_000;
/** What is told to somebody who has missed too much: to read everything again. */
const RESET = "event: reset\ndata: {}\n\n";

const text = new TextEncoder();

type StreamLimits = Pick<
  NodeLimits,
  | "eventStreamsOfStrangersMax"
  | "eventStreamsPerAddressMax"
  | "eventStreamsPerPersonMax"
  | "eventStreamLagMax"
>;

/**
 * Opens the streams of a node.
 *
 * Why people who have signed in have streams of their own: what strangers have can be used up by strangers.
 */
export function createEventStreams(
  limits: StreamLimits,
  sees: (event: Event, viewer: PersonId) => boolean,
): EventStreams {
  const listeners = new Set<Listener>();
  const remembered: BlockNotice[] = [];
  const messageTo = (block: BlockNotice, viewer: PersonId): string =>
    messageOf(block, (event) => sees(event, viewer));

  const send = (listener: Listener, message: string): void => {
    try {
      if ((listener.controller.desiredSize ?? 0) < 0) {
        // What it has not read would be kept until it reads, so that closing alone would free nothing.
        listeners.delete(listener);
        listener.cut();
        return;
      }
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

  const missed = ({ lastSeen, viewer }: Listening): string => {
    if (lastSeen === undefined) return "";
    const height = /^([0-9]{1,15})\.[0-9]{1,9}$/.exec(lastSeen)?.[1];
    const oldest = remembered[0]?.height;
    const isTooOld = height === undefined || oldest === undefined || Number(height) < oldest - 1;
    if (isTooOld) return RESET;
    let messages = "";
    for (const each of remembered) {
      if (each.height > Number(height)) messages += messageTo(each, viewer);
      if (messages.length > limits.eventStreamLagMax) return RESET;
    }
    return messages;
  };
  const isFull = ({ address, viewer }: Listening): boolean => {
    const own = [...listeners].filter((each) => each.viewer === viewer);
    if (viewer !== NOBODY) return own.length >= limits.eventStreamsPerPersonMax;
    if (own.length >= limits.eventStreamsOfStrangersMax) return true;
    const near = own.filter((each) => each.address === address);
    return near.length >= limits.eventStreamsPerAddressMax;
  };

  return {
    count: () => listeners.size,
    tell({ height, time, changed, dueEvents, receipts }) {
      const block = { height, time, changed, events: allEvents(dueEvents, receipts) };
      remembered.push(block);
      if (remembered.length > REMEMBERED) remembered.shift();
      const messages = new Map<PersonId, string>();
      for (const listener of listeners) {
        const { viewer } = listener;
        const message = messages.get(viewer) ?? messageTo(block, viewer);
        messages.set(viewer, message);
        send(listener, message);
      }
    },
    open(listening) {
      const { address, viewer, cut } = listening;
      if (isFull(listening)) return undefined;
      let mine: Listener | undefined;
      const first = text.encode(`retry: 2000\n: welcome\n\n${missed(listening)}`);
      const stream = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            mine = { address, viewer, cut, controller };
            controller.enqueue(first);
            listeners.add(mine);
          },
          cancel() {
            if (mine !== undefined) listeners.delete(mine);
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: limits.eventStreamLagMax + first.length }),
      );
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

function messageOf({ height, time, changed, ...told }: BlockNotice, sees: SeesEvent): string {
  const events = told.events.filter(sees);
  const data = JSON.stringify({ height, time, changed, events: toPlain(events) });
  return `id: ${height}.0\nevent: block\ndata: ${data}\n\n`;
}

/** Adds the stream of what happens. */
export function addEventRoutes(api: Api, { streams, sessions }: NodeContext): void {
  api.get("/events", (c) => {
    const lastSeen = c.req.header("last-event-id") ?? c.req.query("lastEventId");
    const viewer = sessions.viewer(c)?.person ?? NOBODY;
    const cut = () => void c.env.incoming.socket.destroy();
    const response = streams.open({ address: c.var.asker.place, viewer, lastSeen, cut });
    if (response !== undefined) return response;
    throw new ProblemError(
      problem(503, "node/too-busy", "Too many streams are open.", "Close one, or try again later."),
      { "retry-after": "10" },
    );
  });
}
