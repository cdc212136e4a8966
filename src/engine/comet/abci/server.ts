import { rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Request, RequestSchema, ResponseSchema } from "../proto/tendermint/abci/types_pb.ts";
import { ABCI_CALLS, type AbciCall, type Application } from "./application.ts";
import { createFrameReader, frame } from "./frames.ts";
import type { Grammar } from "./grammar.ts";

/** What a server of ABCI needs. */
export interface AbciServerOptions {
  /** The unix socket; whatever a crashed run left there is removed. */
  readonly path: string;
  readonly application: Application;
  readonly grammar: Grammar;
  /** Hears once why the node must stop: garbage, a call out of order, or a failing application. */
  readonly onFailure: (reason: Error) => void;
  /** Counts each call. */
  readonly onCall?: (call: AbciCall) => void;
  /** Longest message, in bytes. */
  readonly messageBytesMax?: number;
}

/** A server that listens. */
export interface AbciServer {
  /** Ends every connection and removes the socket. */
  close(): Promise<void>;
}

const MESSAGE_BYTES_MAX = 32 * 1024 * 1024;
/** Above this many unanswered messages a connection is not read any further. */
const UNANSWERED_MAX = 2_048;

const CALLS: ReadonlySet<string> = new Set(ABCI_CALLS);

/** Calls that change something: one after the other, over all connections. */
const IN_TURN: ReadonlySet<AbciCall> = new Set<AbciCall>([
  "initChain",
  "prepareProposal",
  "processProposal",
  "extendVote",
  "verifyVoteExtension",
  "finalizeBlock",
  "commit",
  "offerSnapshot",
  "applySnapshotChunk",
]);

/**
 * Serves an application to CometBFT over a unix socket.
 *
 * Why fail-stop: CometBFT never reconnects, and an answer after a broken call could fork the chain;
 * so the first thing that is wrong ends all connections and is told to the person who started the server.
 * Bounds: answers leave each connection in the order of its questions; calls that change something
 * run one at a time, others run beside them on the committed state.
 */
export async function startAbciServer(options: AbciServerOptions): Promise<AbciServer> {
  const sockets = new Set<Socket>();
  let isOver = false;

  const fail = (reason: Error): void => {
    if (isOver) return;
    isOver = true;
    for (const socket of sockets) socket.destroy();
    options.onFailure(reason);
  };
  const answer = createAnswerer(options, () => isOver, fail);
  const server = createServer((socket) => {
    if (isOver) return socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A connection that breaks is CometBFT's end, which its supervisor sees and explains.
    socket.on("error", () => socket.destroy());
    serve(socket, options.messageBytesMax ?? MESSAGE_BYTES_MAX, answer, fail);
    return undefined;
  });

  rmSync(options.path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.path, resolve);
  });
  server.on("error", fail);
  return {
    async close() {
      isOver = true;
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(options.path, { force: true });
    },
  };
}

type Answerer = (request: Request) => Promise<Uint8Array>;

/** Reads a connection's questions and writes their answers in the same order. */
function serve(
  socket: Socket,
  bytesMax: number,
  answer: Answerer,
  fail: (reason: Error) => void,
): void {
  const frames = createFrameReader(bytesMax);
  let unanswered = 0;
  let turn: Promise<void> = Promise.resolve();

  const take = (message: Uint8Array): void => {
    const answering = answer(fromBinary(RequestSchema, message));
    unanswered += 1;
    if (unanswered > UNANSWERED_MAX) socket.pause();
    turn = turn
      .then(() => answering)
      .then((bytes) => {
        if (socket.destroyed) return;
        socket.write(frame(bytes));
        unanswered -= 1;
        if (socket.isPaused() && unanswered < UNANSWERED_MAX / 2) socket.resume();
      })
      // Anyone who could not answer has told why already.
      .catch(() => {});
    answering.catch(() => {});
  };
  socket.on("data", (chunk) => {
    try {
      for (const message of frames.read(chunk)) take(message);
    } catch (error) {
      fail(new Error("the ABCI socket carried something that is not a request", { cause: error }));
    }
  });
}

/**
 * Checks each question against the grammar and lets the application answer it in its turn.
 *
 * Why `isOver` is looked at twice: after the first failure nothing may reach the application, not
 * even what had arrived before and waited for its turn.
 */
function createAnswerer(
  { application, grammar, onCall }: AbciServerOptions,
  isOver: () => boolean,
  fail: (reason: Error) => void,
): Answerer {
  let inTurn: Promise<unknown> = Promise.resolve();

  const ask = (call: AbciCall, value: never): Promise<unknown> => {
    const run = async () => {
      if (isOver()) throw new Error("the session is over");
      try {
        return await (application[call] as (request: never) => unknown)(value);
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
    };
    if (!IN_TURN.has(call)) return run();
    const asked = inTurn.then(run);
    inTurn = asked.catch(() => {});
    return asked;
  };
  const broken = (what: string): never => {
    const reason = new Error(what);
    fail(reason);
    throw reason;
  };

  return async ({ value: request }) => {
    if (isOver()) throw new Error("the session is over");
    if (request.case === "flush") return encodeAnswer("flush", {});
    if (request.case === "echo") return encodeAnswer("echo", { message: request.value.message });
    if (request.case === undefined || !CALLS.has(request.case)) {
      return broken(`CometBFT asked something that no application here answers: ${request.case}`);
    }
    const call = request.case as AbciCall;
    const height = "height" in request.value ? Number(request.value.height) : undefined;
    const violation = grammar.observe(call, height);
    if (violation !== undefined) return broken(`CometBFT called out of order: ${violation}`);
    onCall?.(call);
    return encodeAnswer(call, await ask(call, request.value as never));
  };
}

function encodeAnswer(call: AbciCall | "flush" | "echo", value: unknown): Uint8Array {
  return toBinary(
    ResponseSchema,
    create(ResponseSchema, { value: { case: call, value } as never }),
  );
}
