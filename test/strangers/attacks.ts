import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Where an attack goes, and how large it is. */
export interface Target {
  readonly port: number;
  /** Connections that are held at once. */
  readonly connections: number;
}

/** An attack that goes on until it is stopped. */
export interface Attack {
  /** How many connections the node has cut, or refused with a status. */
  stopped(): number;
  stop(): Promise<void>;
}

/** One way in which strangers try to keep members out. */
export interface AttackWay {
  readonly name: string;
  /** What each connection does once it is there; called again after a cut. */
  readonly begin: (socket: Socket) => unknown;
  /** What it goes on with. */
  readonly goOn?: (socket: Socket) => unknown;
  /** It does not read what comes. */
  readonly isDeaf?: boolean;
}

const HOST = "Host: localhost\r\n";
const POST = `POST /api/v1/actions HTTP/1.1\r\n${HOST}Content-Type: application/octet-stream\r\n`;
const PAGE = `GET /api/v1/views/membership/people HTTP/1.1\r\n${HOST}\r\n`;
/** Finds out whether the connection is still there, for one that reads nothing. */
const knock = (socket: Socket): void => void socket.write("\r\n");
const CLAIM = JSON.stringify({
  person: 1,
  device: 0,
  challenge: "00".repeat(56),
  signature: "0".repeat(128),
});
const SESSION = `POST /api/v1/sessions HTTP/1.1\r\n${HOST}Content-Length: ${CLAIM.length}\r\n\r\n${CLAIM}`;

/** The ways; each is real HTTP over real sockets. */
export const ATTACKS: readonly AttackWay[] = [
  { name: "idle", begin: () => {} },
  {
    name: "slow-heads",
    begin: (socket) => socket.write(`GET / HTTP/1.1\r\n${HOST}X: `),
    goOn: (socket) => socket.write("x"),
  },
  {
    name: "endless-bodies",
    begin: (socket) => socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n`),
    goOn: (socket) => socket.write("1\r\nx\r\n"),
  },
  {
    name: "unread-streams",
    begin: (socket) => socket.write(`GET /api/v1/events HTTP/1.1\r\n${HOST}\r\n`),
    goOn: knock,
    isDeaf: true,
  },
  {
    name: "pipelining",
    begin: (socket) => socket.write(PAGE.repeat(100)),
    goOn: knock,
    isDeaf: true,
  },
  {
    name: "questions",
    begin: (socket) => socket.write(PAGE),
    goOn: (socket) => socket.write(PAGE),
  },
  {
    name: "sessions",
    begin: (socket) => socket.write(SESSION),
    goOn: (socket) => socket.write(SESSION),
  },
];

/** How often a connection goes on with what it does, and comes back after a cut. Units: milliseconds. */
const PACE = 250;
/** Addresses from which strangers come, where this system lets them be chosen. */
const ADDRESSES = 8;
/** Connections that are opened at a time. */
const LOT = 50;

/** Begins an attack; it has opened all its connections once this is over. */
export async function startAttack(way: AttackWay, { port, connections }: Target): Promise<Attack> {
  const sockets = new Set<Socket>();
  let isOver = false;
  let stopped = 0;
  const open = (at: number): void => {
    if (isOver) return;
    const localAddress =
      process.platform === "linux" ? { localAddress: `127.0.1.${1 + (at % ADDRESSES)}` } : {};
    const socket = connect({ port, host: "127.0.0.1", ...localAddress });
    sockets.add(socket);
    let isRefused = false;
    socket.on("connect", () => way.begin(socket));
    if (way.isDeaf === true) socket.pause();
    else {
      socket.on("data", (chunk) => {
        if (isRefused || !/^HTTP\/1\.1 [45]\d\d/.test(chunk.toString("latin1"))) return;
        isRefused = true;
        stopped += 1;
      });
    }
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      if (isOver) return;
      if (!isRefused) stopped += 1;
      setTimeout(() => open(at), PACE).unref();
    });
  };
  for (let at = 0; at < connections; at += 1) {
    open(at);
    if (at % LOT === LOT - 1) await pause(10);
  }
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) way.goOn?.(socket);
  }, PACE);
  return {
    stopped: () => stopped,
    async stop() {
      isOver = true;
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await pause(0);
    },
  };
}
