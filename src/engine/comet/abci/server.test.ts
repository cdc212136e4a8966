// Goal: answers come in order, changes one at a time, and the first thing that is wrong stops it.
// Method: a raw socket that speaks the protocol, pipelined, against an application of the test's.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  ResponseProcessProposal_ProposalStatus as ProposalStatus,
  RequestSchema,
  type Response,
  ResponseSchema,
} from "../proto/tendermint/abci/types_pb.ts";
import { snapshotCalls, TAKES_NOTHING } from "../snapshots/calls.ts";
import type { Application } from "./application.ts";
import { createFrameReader, frame } from "./frames.ts";
import { createGrammar } from "./grammar.ts";
import { type AbciServer, startAbciServer } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "folkmoot-abci-"));
after(() => rmSync(folder, { recursive: true }));

type Question = MessageInitShape<typeof RequestSchema>["value"];

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Answers slowly where it changes something, and notes what overlaps. */
function slowApplication(changed: Partial<Application> = {}) {
  const log: string[] = [];
  let inside = 0;
  const alone = async <T>(name: string, answer: T): Promise<T> => {
    inside += 1;
    assert.equal(inside, 1, "two changes at once");
    await pause(5);
    inside -= 1;
    log.push(name);
    return answer;
  };
  const application: Application = {
    ...snapshotCalls(undefined, () => 0, TAKES_NOTHING),
    info: () => ({ lastBlockHeight: 9n }),
    initChain: () => ({}),
    query: () => ({ code: 1 }),
    checkTx: async ({ tx }) => {
      await pause(tx.length);
      return { code: tx.length };
    },
    prepareProposal: ({ txs }) => alone("prepare", { txs }),
    processProposal: () => alone("process", { status: ProposalStatus.ACCEPT }),
    extendVote: () => ({}),
    verifyVoteExtension: () => ({}),
    finalizeBlock: ({ txs }) => alone("finalize", { txResults: txs.map(() => ({ code: 0 })) }),
    commit: () => alone("commit", {}),
    ...changed,
  };
  return { application, log };
}

interface Wire {
  readonly socket: Socket;
  ask(...questions: readonly Question[]): Promise<Response["value"][]>;
}

async function connect(path: string): Promise<Wire> {
  const socket = createConnection(path);
  const reader = createFrameReader(1_000_000);
  const answers: Response["value"][] = [];
  let tell = (): void => {};
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    for (const message of reader.read(chunk)) {
      answers.push(fromBinary(ResponseSchema, message).value);
    }
    tell();
  });
  await new Promise((resolve) => socket.once("connect", resolve));
  return {
    socket,
    async ask(...questions) {
      const bytes = questions.map((value) =>
        frame(toBinary(RequestSchema, create(RequestSchema, { value } as never))),
      );
      socket.write(Buffer.concat(bytes));
      while (answers.length < questions.length) {
        await new Promise<void>((resolve) => {
          tell = resolve;
        });
      }
      return answers.splice(0, questions.length);
    },
  };
}

let servers = 0;

async function serve(application: Application) {
  servers += 1;
  const path = join(folder, `${servers}.sock`);
  let fail: (reason: Error) => void = () => {};
  const failure = new Promise<Error>((resolve) => {
    fail = resolve;
  });
  const grammar = createGrammar({ height: 9, initialHeight: 1 });
  const server: AbciServer = await startAbciServer({
    path,
    application,
    grammar,
    onFailure: (reason) => fail(reason),
  });
  return { path, server, failure };
}

const checkTx = (length: number): Question => ({
  case: "checkTx",
  value: { tx: new Uint8Array(length) },
});
const flush: Question = { case: "flush", value: {} };
const finalize = (height: number): Question => ({
  case: "finalizeBlock",
  value: { height: BigInt(height), txs: [Uint8Array.of(1)] },
});

test("answers keep the order of the questions, slow ones first", async () => {
  const { path, server } = await serve(slowApplication().application);
  const wire = await connect(path);
  const answers = await wire.ask(
    checkTx(30),
    { case: "echo", value: { message: "hello" } },
    checkTx(1),
    flush,
  );
  assert.deepEqual(
    answers.map((answer) => answer.case),
    ["checkTx", "echo", "checkTx", "flush"],
  );
  assert.equal(answers[0]?.case === "checkTx" && answers[0].value.code, 30);
  await server.close();
});

test("changes run one at a time over all connections, and questions pass them by", async () => {
  const { application, log } = slowApplication();
  const { path, server } = await serve(application);
  const [consensus, mempool] = [await connect(path), await connect(path)];
  const block = consensus.ask(finalize(10), { case: "commit", value: {} }, flush);
  const checks = await mempool.ask(checkTx(1), { case: "info", value: {} }, flush);
  assert.equal(checks.length, 3);
  await block;
  assert.deepEqual(log, ["finalize", "commit"]);
  await server.close();
});

for (const [what, send] of [
  ["bytes that are no message", (wire: Wire) => wire.socket.write(Buffer.alloc(64, 0xff))],
  ["a length of a gigabyte", (wire: Wire) => wire.socket.write(Buffer.from("80808080f0", "hex"))],
  [
    "a message that is no request",
    (wire: Wire) => wire.socket.write(frame(Uint8Array.of(0x0a, 9))),
  ],
  ["a call out of order", (wire: Wire) => void wire.ask({ case: "commit", value: {} })],
  ["a block that is left out", (wire: Wire) => void wire.ask(finalize(11))],
  ["a call that nobody answers", (wire: Wire) => void wire.ask({ case: "reapTxs", value: {} })],
] as const) {
  test(`${what}: everything stops, and the reason is told`, async () => {
    const { path, server, failure } = await serve(slowApplication().application);
    const wire = await connect(path);
    const ended = new Promise((resolve) => wire.socket.once("close", resolve));
    send(wire);
    assert.ok((await failure).message.length > 10);
    await ended;
    await server.close();
  });
}

test("an application that fails is not answered for", async () => {
  const { application } = slowApplication({
    finalizeBlock: () => {
      throw new Error("the law is broken");
    },
  });
  const { path, server, failure } = await serve(application);
  void (await connect(path)).ask(finalize(10));
  assert.equal((await failure).message, "the law is broken");
  await server.close();
});

for (const [what, failing, questions] of [
  [
    "a call out of order",
    {},
    [{ case: "commit", value: {} }, finalize(10), { case: "commit", value: {} }],
  ],
  [
    "a failing application",
    {
      finalizeBlock: () => {
        throw new Error("the law is broken");
      },
    },
    [finalize(10), { case: "commit", value: {} }],
  ],
  [
    "a call out of order behind a slow answer",
    {},
    [checkTx(40), { case: "commit", value: {} }, finalize(10)],
  ],
] as const) {
  test(`after ${what} nothing reaches the application, whatever was sent along`, async () => {
    const { application, log } = slowApplication(failing);
    const { path, server, failure } = await serve(application);
    void (await connect(path)).ask(...(questions as readonly Question[]));
    await failure;
    await pause(60);
    assert.deepEqual(log, []);
    await server.close();
  });
}

test("a connection that breaks harms nobody, and a stale socket is replaced", async () => {
  const { path, server } = await serve(slowApplication().application);
  const first = await connect(path);
  first.socket.write(frame(new Uint8Array(3)).subarray(0, 2));
  first.socket.destroy();
  const second = await connect(path);
  assert.equal((await second.ask(flush))[0]?.case, "flush");
  await server.close();
  writeFileSync(path, "stale");
  const again = await startAbciServer({
    path,
    application: slowApplication().application,
    grammar: createGrammar({ height: 9, initialHeight: 1 }),
    onFailure: () => {},
  });
  assert.equal((await (await connect(path)).ask(flush))[0]?.case, "flush");
  await again.close();
});
