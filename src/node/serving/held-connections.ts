import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { placeOfIp, readIp } from "../asking/ip.ts";
import type { Proxies } from "../asking/proxies.ts";
import type { NodeLimits } from "../limits.ts";

/** The connections of a server: how many there are, and which of them have to go. */
export interface HeldConnections {
  /** Begins to watch a server. */
  watch(server: Server): void;
  /**
   * Counts a request on the account of whom asks.
   *
   * Shape: false where too many of theirs are under way, or its connection was cut already.
   */
  enter(answer: ServerResponse, place: string): boolean;
  count(): number;
}

/** What a connection does; where there is no room the first ones go first. */
const IDLE = 0;
const RECEIVING = 1;
const ANSWERING = 2;

/** One connection. */
interface Held {
  readonly socket: Socket;
  /** A proxy of ours asks for many; its own waiting connections are nobody's waste. */
  readonly isProxy: boolean;
  /** On whose account it counts: the other end's, or theirs for whom a proxy asks; nobody's: "". */
  place: string;
  /** When it last began to wait. Units: milliseconds of the steady clock. */
  idleSince: number;
  /** The requests that are under way; more than one where they are sent without waiting. */
  readonly answers: Set<ServerResponse>;
}

/** Requests that one connection may send without waiting for answers; browsers and proxies wait each time. */
const PIPELINED_MAX = 2;
/** Connections that one person's browser has at once. */
const FEW = 8;
/** How long a new connection may take until its first words are here. Units: milliseconds. */
const FRESH = 2_000;
/** Requests of one place whose end is still to come; a whole Wi-Fi may hand in texts at once. */
const RECEIVING_MAX = 64;
/** How much sooner others are told to let go, so that nobody asks on a line that is just being cut. */
const HINT_EARLIER = 5_000;
/** How often it is looked for connections that wait too long. Units: milliseconds. */
const SWEEP_EVERY = 1_000;
/** How long a sender may go on after the answer, so that it reads it. Units: milliseconds. */
const GRACE = 1_000;

/**
 * Keeps the connections of a node within bounds.
 *
 * Why room is made instead of turning people away: anyone can open connections and leave them; somebody who
 * really asks must get in all the same. So those go first who have more than one person needs; of these what waits
 * before what is sent, that before what is answered, and then the ones of whom has the most, the oldest first.
 */
export function holdConnections(
  limits: Pick<NodeLimits, "connectionsMax" | "connectionsPerAddressMax" | "connectionIdleMax">,
  proxies: Proxies,
): HeldConnections {
  const bySocket = new Map<Socket, Held>();
  const hinted = Math.max(1, Math.floor((limits.connectionIdleMax - HINT_EARLIER) / 1000));
  const countByPlace = new Map<string, number>();
  const countOf = (place: string): number => countByPlace.get(place) ?? 0;
  const countUp = (place: string, by: 1 | -1): void => {
    if (place === "") return;
    const count = countOf(place) + by;
    if (count === 0) countByPlace.delete(place);
    else countByPlace.set(place, count);
  };
  const moveTo = (held: Held, place: string): void => {
    countUp(held.place, -1);
    held.place = place;
    countUp(place, 1);
  };
  const forget = (held: Held): void => {
    if (bySocket.delete(held.socket)) countUp(held.place, -1);
  };
  const cut = (held: Held): void => {
    forget(held);
    held.socket.destroy();
  };

  /** Tells whether a connection is one of few, as one person's browser has. */
  const isFew = (held: Held): boolean => countOf(held.place) <= FEW;
  /** Tells whether one connection may go before another. */
  const goesBefore = (one: Held, other: Held): boolean => {
    const sizes = Number(isFew(one)) - Number(isFew(other));
    if (sizes !== 0) return sizes < 0;
    const stages = rankOf(one) - rankOf(other);
    if (stages !== 0) return stages < 0;
    const counts = countOf(one.place) - countOf(other.place);
    return counts === 0 ? one.idleSince < other.idleSince : counts > 0;
  };
  /** Lets the first of some connections go; false where all of them have to stay. */
  const makeRoom = (mayGo: (held: Held) => boolean): boolean => {
    let first: Held | undefined;
    for (const held of bySocket.values()) {
      const isWaitingProxy = held.isProxy && stageOf(held) === IDLE;
      if (isWaitingProxy || !mayGo(held)) continue;
      if (first === undefined || goesBefore(held, first)) first = held;
    }
    if (first !== undefined) cut(first);
    return first !== undefined;
  };

  const open = (socket: Socket): void => {
    const ip = readIp(socket.remoteAddress ?? "");
    const isProxy = ip !== undefined && proxies.trusts(ip);
    const place = isProxy || ip === undefined ? "" : placeOfIp(ip);
    const isOwnFull = place !== "" && countOf(place) >= limits.connectionsPerAddressMax;
    const isOwnWaste = (held: Held) => held.place === place && stageOf(held) !== ANSWERING;
    // Nobody who has many already takes the place of somebody who has few.
    const isOfMany = countOf(place) >= FEW;
    const mayGo = (held: Held) =>
      !(isOfMany && isFew(held)) &&
      (stageOf(held) !== ANSWERING || countOf(held.place) > countOf(place) + 1);
    const hasRoom =
      (!isOwnFull || makeRoom(isOwnWaste)) &&
      (bySocket.size < limits.connectionsMax || makeRoom(mayGo));
    if (!hasRoom) {
      socket.destroy();
      return;
    }
    const held = {
      socket,
      isProxy,
      place,
      idleSince: performance.now(),
      answers: new Set<never>(),
    };
    bySocket.set(socket, held);
    countUp(place, 1);
    socket.once("close", () => forget(held));
  };

  /** Tells whether a request may be answered; the connection of one that may not is cut. */
  const begin = (held: Held, answer: ServerResponse): boolean => {
    held.answers.add(answer);
    if (held.answers.size > PIPELINED_MAX) {
      cut(held);
      return false;
    }
    answer.once("finish", () => {
      if (answer.req.complete) return;
      setTimeout(() => {
        if (!answer.req.complete) held.socket.destroy();
      }, GRACE).unref();
    });
    answer.once("close", () => {
      held.answers.delete(answer);
      if (held.answers.size > 0) return;
      held.idleSince = performance.now();
      if (held.isProxy && bySocket.has(held.socket)) moveTo(held, "");
    });
    return true;
  };

  const receivedFrom = (place: string): number => {
    let count = 0;
    for (const held of bySocket.values()) {
      if (held.place === place && stageOf(held) === RECEIVING) count += 1;
    }
    return count;
  };
  const sweep = (): void => {
    const late = performance.now() - limits.connectionIdleMax;
    for (const held of bySocket.values()) {
      if (!held.isProxy && stageOf(held) === IDLE && held.idleSince < late) cut(held);
    }
  };

  return {
    count: () => bySocket.size,
    watch(server) {
      server.on("connection", open);
      // A sender who is cut may have sent a hundred requests in one piece; none of the others is looked at.
      const serve = server.listeners("request");
      server.removeAllListeners("request");
      server.on("request", (asked, answer) => {
        const held = bySocket.get(asked.socket);
        if (held === undefined || !begin(held, answer)) return;
        if (!held.isProxy) answer.setHeader("keep-alive", `timeout=${hinted}`);
        for (const listener of serve) listener.call(server, asked, answer);
      });
      const timer = setInterval(sweep, SWEEP_EVERY);
      timer.unref();
      server.once("close", () => clearInterval(timer));
    },
    enter(answer, place) {
      const held = bySocket.get(answer.req.socket);
      if (held === undefined) return false;
      if (held.place !== place) moveTo(held, place);
      if (!answer.req.complete && receivedFrom(place) > RECEIVING_MAX) return false;
      return countOf(place) <= limits.connectionsPerAddressMax;
    },
  };
}

/** The stage; somebody who has only just come is about to send. */
function rankOf(held: Held): number {
  const stage = stageOf(held);
  const isFresh = stage === IDLE && performance.now() - held.idleSince < FRESH;
  return isFresh ? RECEIVING : stage;
}

function stageOf({ answers }: Held): number {
  let stage = IDLE;
  for (const { req } of answers) {
    if (req.complete) return ANSWERING;
    stage = RECEIVING;
  }
  return stage;
}
