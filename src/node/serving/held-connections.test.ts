// Goal: connections that are opened and left, or sent on slowly, make room for anyone who really asks.
// Method: real sockets on a server with small limits; who asks is in a header, as a proxy would say it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { until } from "#engine/testing/until.js";
import { readProxies } from "../asking/proxies.ts";
import { DEFAULT_NODE_LIMITS } from "../limits.ts";
import { holdConnections } from "./held-connections.ts";

/** A request that is answered at once. */
const ASK = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
/** One whose answer never comes. */
const WAIT = "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n";
/** One whose body never ends. */
const SEND = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n";

interface Line {
  readonly socket: Socket;
  heard: string;
  isCut: boolean;
}

async function serve(t: TestContext, limits: Partial<typeof DEFAULT_NODE_LIMITS>, proxies = "") {
  const held = holdConnections(
    { ...DEFAULT_NODE_LIMITS, ...limits },
    readProxies(proxies === "" ? [] : [proxies]),
  );
  const refused: string[] = [];
  let askedCount = 0;
  const server = createServer((asked, answer: ServerResponse) => {
    askedCount += 1;
    const place = String(asked.headers["x-place"] ?? "127.0.0.1");
    if (!held.enter(answer, place)) {
      refused.push(place);
      answer.writeHead(429).end();
      return;
    }
    if (asked.url === "/wait") return;
    if (asked.url === "/early") answer.end("here");
    else asked.on("end", () => answer.end("here")).resume();
  });
  held.watch(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const lines: Line[] = [];
  t.after(() => {
    for (const { socket } of lines) socket.destroy();
    server.close();
    server.closeAllConnections();
  });
  const open = async (words = ""): Promise<Line> => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const line: Line = { socket, heard: "", isCut: false };
    lines.push(line);
    socket.on("data", (chunk) => {
      line.heard += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      line.isCut = true;
    });
    await once(socket, "connect");
    if (words !== "") socket.write(words);
    return line;
  };
  const isAsked = (count: number) => until(async () => askedCount === count);
  return { held, open, refused, isAsked, asked: () => askedCount };
}

const isAnswered = ({ heard }: Line) => heard.startsWith("HTTP/1.1 200");
const cutOf = (lines: readonly Line[]) => lines.map(({ isCut }) => isCut);

test("what waits makes room for anyone who asks, the oldest first", async (t) => {
  const { held, open } = await serve(t, { connectionsMax: 3 });
  const waiting = [await open(), await open(), await open()];
  await until(async () => held.count() === 3);
  const asking = await open(ASK);
  await until(async () => isAnswered(asking));
  assert.deepEqual(cutOf(waiting), [true, false, false]);
  assert.equal(held.count(), 3);
});

test("what is sent without end goes before what is answered", async (t) => {
  const { open, isAsked } = await serve(t, { connectionsMax: 2 });
  const answered = await open(WAIT);
  const sending = await open(SEND);
  await isAsked(2);
  const asking = await open(ASK);
  await until(async () => isAnswered(asking));
  assert.deepEqual(cutOf([answered, sending]), [false, true]);
});

test("one address has its own bound, and loses what waits of its own", async (t) => {
  const { open, isAsked } = await serve(t, { connectionsPerAddressMax: 2 });
  const first = await open();
  const answered = await open(WAIT);
  await isAsked(1);
  const asking = await open(ASK);
  await until(async () => isAnswered(asking) && first.isCut);
  assert.equal(answered.isCut, false);
});

test("one address that keeps all its connections busy gets no more", async (t) => {
  const { open, isAsked } = await serve(t, { connectionsPerAddressMax: 2 });
  const busy = [await open(WAIT), await open(WAIT)];
  await isAsked(2);
  const more = await open(ASK);
  await until(async () => more.isCut);
  assert.deepEqual(cutOf(busy), [false, false]);
});

test("behind a proxy requests count for whom it asks, and its waiting connections stay", async (t) => {
  const limits = { connectionsPerAddressMax: 2, connectionsMax: 5, connectionIdleMax: 1 };
  const { open, refused, isAsked } = await serve(t, limits, "this machine");
  const as = (place: string, words: string) => words.replace("\r\n", `\r\nX-Place: ${place}\r\n`);
  const waiting = await open();
  const busy = [await open(as("a", WAIT)), await open(as("a", WAIT))];
  await isAsked(2);
  const more = await open(as("a", ASK));
  await until(async () => more.heard.startsWith("HTTP/1.1 429"));
  assert.deepEqual(refused, ["a"]);
  // All that a place has sent makes room for another one, not what waits for nobody.
  const sending = await open(as("b", SEND));
  await isAsked(4);
  const asking = await open(as("c", ASK));
  await until(async () => isAnswered(asking) && sending.isCut);
  assert.deepEqual(cutOf([waiting, more, ...busy]), [false, false, false, false]);
});

test("one place that takes everything for its answers gives way to another place", async (t) => {
  const { open, isAsked } = await serve(t, { connectionsMax: 3 }, "this machine");
  const as = (place: string, words: string) => words.replace("\r\n", `\r\nX-Place: ${place}\r\n`);
  const busy = [await open(as("a", WAIT)), await open(as("a", WAIT)), await open(as("b", WAIT))];
  await isAsked(3);
  const asking = await open(as("c", ASK));
  await until(async () => isAnswered(asking));
  assert.deepEqual(cutOf(busy), [true, false, false]);
});

test("somebody who asks nothing is let go in time; a proxy is not", async (t) => {
  const direct = await serve(t, { connectionIdleMax: 100 });
  const silent = await direct.open();
  const asked = await direct.open(ASK);
  const busy = await direct.open(WAIT);
  await until(async () => silent.isCut && asked.isCut);
  assert.equal(isAnswered(asked), true);
  assert.equal(busy.isCut, false);
});

test("requests without waiting for answers have a bound, and none behind it is looked at", async (t) => {
  const { open, asked } = await serve(t, {});
  const few = await open(ASK.repeat(2));
  await until(async () => few.heard.split("HTTP/1.1 200").length === 3);
  const before = asked();
  const many = await open(WAIT.repeat(40));
  await until(async () => many.isCut);
  assert.equal(few.isCut, false);
  assert.equal(asked() - before, 2);
});

test("a body that goes on after the answer is cut", async (t) => {
  const { open } = await serve(t, {});
  const line = await open(SEND.replace("POST /", "POST /early"));
  const timer = setInterval(() => line.socket.write("1\r\nx\r\n"), 20);
  await until(async () => line.isCut);
  clearInterval(timer);
  assert.equal(isAnswered(line), true);
});

test("a body that ends soon after the answer keeps its connection", async (t) => {
  const { open, isAsked } = await serve(t, {});
  const line = await open(SEND.replace("POST /", "POST /early"));
  await until(async () => isAnswered(line));
  line.socket.write("0\r\n\r\n");
  // Longer than anyone who goes on sending has.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  line.socket.write(ASK);
  await isAsked(2);
  await until(async () => line.heard.split("HTTP/1.1 200").length === 3);
  assert.equal(line.isCut, false);
});
