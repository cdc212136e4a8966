import type { Clock } from "../clock.ts";
import { createListeners } from "../listeners.ts";
import type { AskNode } from "../reply.ts";
import type { Line, StreamMessage, Transport } from "../transport/transport.ts";

/** Whether the node speaks to this device now. */
export type Connection = "connecting" | "live" | "away";

/** Tells whether a change concerns what a node answers under an address below its API. */
export type Concerns = (path: string) => boolean;

/** What happens in a community, as its node tells it, and whether the node is there. */
export interface News {
  /**
   * Opens the stream of events, unless it is open already; it opens itself again until the returned
   * function is called.
   */
  start(): () => void;
  connection(): Connection;
  /** Asks the node whether it is there, since something hints that it is not. */
  probe(): Promise<void>;
  /** Says that these rooms have changed; several changes at once are told as one. */
  changed(rooms: readonly string[] | "everything"): void;
  /** Calls back after something has changed; returns how to stop. */
  onChange(listener: (concerns: Concerns) => void): () => void;
  /** Calls back when the node goes away or comes back; returns how to stop. */
  onConnection(listener: (connection: Connection) => void): () => void;
}

/** What news needs. */
export interface NewsDeps {
  readonly transport: Pick<Transport, "follow">;
  readonly ask: AskNode;
  readonly clock: Pick<Clock, "after">;
  /** How long changes are gathered until they are told; 0 tells each at once. Units: milliseconds. */
  readonly gatherMs: number;
}

/** Makes what hears of a community. */
export function createNews({ transport, ask, clock, gatherMs }: NewsDeps): News {
  const onChange = createListeners<[Concerns]>();
  const onConnection = createListeners<[Connection]>();
  let connection: Connection = "connecting";
  let concerned: ReadonlySet<string> | "everything" = new Set();
  let stopGathering = (): void => undefined;
  let wasOpen = false;
  let stop: (() => void) | undefined;

  const tell = (): void => {
    const rooms = concerned;
    concerned = new Set();
    onChange.tell(rooms === "everything" ? () => true : (path) => isIn(rooms, path));
  };
  const changed: News["changed"] = (rooms) => {
    const isAll = rooms === "everything" || concerned === "everything";
    concerned = isAll ? "everything" : new Set([...concerned, ...rooms]);
    stopGathering();
    if (gatherMs === 0) tell();
    else stopGathering = clock.after(gatherMs, tell);
  };
  const become = (next: Connection): void => {
    if (next === connection) return;
    const isBack = connection === "away" && next === "live";
    connection = next;
    onConnection.tell(next);
    if (isBack) changed("everything");
  };
  const probe = async (): Promise<void> => {
    const reply = await ask({ method: "GET", path: "/community" });
    become(reply.kind === "problem" && reply.problem.code === "offline" ? "away" : "live");
  };
  const onLine = (line: Line): void => {
    if (line === "lost") become("away");
    else if (line === "silent") void probe();
    else {
      // What was told between two streams was told to nobody here.
      const isMissed = line === "open" && wasOpen && connection !== "away";
      wasOpen ||= line === "open";
      become("live");
      if (isMissed) changed("everything");
    }
  };
  const onMessage = ({ event, data }: StreamMessage): void => {
    if (event === "block") changed(roomsIn(data));
    else changed("everything");
  };

  return {
    start() {
      stop ??= transport.follow(onMessage, onLine);
      return () => {
        stopGathering();
        stop?.();
        stop = undefined;
      };
    },
    connection: () => connection,
    probe,
    changed,
    onChange: onChange.add,
    onConnection: onConnection.add,
  };
}

/** Other rooms whose changes a room's views show: a thread is over when its matter is, and a text may be erased by itself. */
const READS: { readonly [room: string]: readonly string[] } = {
  conversation: ["challenges", "circles", "constitution", "decisions", "membership", "records"],
};

/** What is no view of a room may show anything. */
function isIn(rooms: ReadonlySet<string>, path: string): boolean {
  const [, kind, room = ""] = path.split(/[/?]/);
  return kind !== "views" || [room, ...(READS[room] ?? [])].some((each) => rooms.has(each));
}

function roomsIn(data: string): readonly string[] | "everything" {
  try {
    const { changed } = JSON.parse(data) as { readonly changed?: unknown };
    return Array.isArray(changed) ? (changed as readonly string[]) : "everything";
  } catch {
    return "everything";
  }
}
