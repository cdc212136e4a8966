/**
 * Goal: a stream of events that breaks, is refused, or falls silent is opened again from where it was.
 * Method: streams that are fed by hand, and timers that are moved by hand.
 */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { followEventSource, type PageStream } from "#client/transport/event-source.js";
import { followStream } from "#client/transport/follow-stream.js";
import type { Line } from "#client/transport/transport.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A server of streams; each that is opened can be fed and ended. */
function serve() {
  const opened: { readonly headers: Record<string, string>; readonly signal: AbortSignal }[] = [];
  const lines: Line[] = [];
  const told: string[] = [];
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
  const server = {
    opened,
    lines,
    told,
    answer: "stream" as "stream" | "refusal" | "nothing",
    async say(text: string): Promise<void> {
      feed?.enqueue(new TextEncoder().encode(text));
      await settled();
    },
    async end(): Promise<void> {
      feed?.close();
      await settled();
    },
    stop: (): void => undefined,
  };
  const open = (headers: Record<string, string>, signal: AbortSignal): Promise<Response> => {
    opened.push({ headers, signal });
    const cut = (reject: (why: unknown) => void) =>
      signal.addEventListener("abort", () => reject(new Error("cut")));
    if (server.answer === "nothing") return new Promise((_, reject) => cut(reject));
    if (server.answer === "refusal") return Promise.resolve(new Response("", { status: 503 }));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        feed = controller;
        cut((why) => {
          try {
            controller.error(why);
          } catch {
            // It has ended already.
          }
        });
      },
    });
    return Promise.resolve(new Response(body));
  };
  server.stop = followStream({
    open,
    onMessage: ({ data }) => told.push(data),
    onLine: (line) => lines.push(line),
  });
  return server;
}

test("a stream that ends is opened again from the last message on", async () => {
  const server = serve();
  await settled();
  await server.say("id: 7.0\nevent: block\ndata: one\n\n: still here\n\n");
  await server.end();
  assert.deepEqual(server.lines, ["open", "heard", "lost"]);
  mock.timers.tick(1_000);
  await settled();
  assert.equal(server.opened[1]?.headers["last-event-id"], "7.0");
  assert.deepEqual(server.told, ["one"]);
  server.stop();
});

test("a sign of life is heard, and a line without any is cut and opened again at once", async () => {
  const server = serve();
  await settled();
  for (let sign = 0; sign < 5; sign += 1) {
    mock.timers.tick(30_000);
    await server.say(": still here\n\n");
  }
  assert.deepEqual(new Set(server.lines), new Set(["open", "heard"]));
  mock.timers.tick(45_000);
  await settled();
  assert.equal(server.opened[0]?.signal.aborted, true);
  assert.deepEqual(server.lines.slice(-2), ["silent", "open"]);
  server.stop();
});

test("a server that accepts and says nothing is silent; one that refuses is lost, and asked ever more rarely", async () => {
  const server = serve();
  server.stop();
  const mute = serve();
  mute.stop();
  await settled();
  const refusing = serve();
  refusing.answer = "refusal";
  await settled();
  await refusing.end();
  for (const pause of [1_000, 2_000, 4_000, 5_000, 5_000]) {
    const before = refusing.opened.length;
    mock.timers.tick(pause - 1);
    await settled();
    assert.equal(refusing.opened.length, before);
    mock.timers.tick(1);
    await settled();
    assert.equal(refusing.opened.length, before + 1);
  }
  refusing.answer = "nothing";
  mock.timers.tick(5_000);
  await settled();
  mock.timers.tick(45_000);
  await settled();
  assert.equal(refusing.lines.at(-1), "silent");
  refusing.stop();
});

test("nothing is told or opened once it is stopped", async () => {
  const server = serve();
  await settled();
  server.stop();
  await settled();
  const before = server.lines.length;
  mock.timers.tick(100_000);
  await settled();
  assert.equal(server.opened.length, 1);
  assert.equal(server.lines.length, before);
  assert.equal(server.opened[0]?.signal.aborted, true);
});

/** What a browser opens, as far as a page sees it. */
class PageSource implements PageStream {
  static readonly opened: PageSource[] = [];
  readyState = 0;
  readonly #listeners: [string, (event: MessageEvent<string>) => void][] = [];

  constructor() {
    PageSource.opened.push(this);
  }

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.push([type, listener]);
  }

  close(): void {
    this.readyState = 2;
  }

  says(event: string, data = ""): void {
    const message = new MessageEvent(event, { data, lastEventId: "7.0" });
    for (const [type, listener] of this.#listeners) if (type === event) listener(message);
  }

  opens(): void {
    this.readyState = 1;
    this.says("open");
  }

  fails(readyState: number): void {
    this.readyState = readyState;
    this.says("error");
  }
}

/** A page that follows, and the newest stream that it has opened. */
function followInPage() {
  const lines: Line[] = [];
  const told: string[] = [];
  PageSource.opened.length = 0;
  const stop = followEventSource("/events", () => new PageSource())(
    ({ event, id, data }) => told.push(`${event} ${id} ${data}`),
    (line) => lines.push(line),
  );
  const newest = (): PageSource => PageSource.opened.at(-1) ?? assert.fail("none is open");
  return { lines, told, stop, newest, opened: PageSource.opened };
}

test("a page hears blocks and resets, and leaves it to the browser to open a broken stream again", () => {
  const page = followInPage();
  page.newest().opens();
  page.newest().says("block", "{}");
  page.newest().says("reset", "{}");
  page.newest().says("gossip", "{}");
  page.newest().fails(0);
  mock.timers.tick(10_000);
  assert.deepEqual(page.told, ["block 7.0 {}", "reset 7.0 {}"]);
  assert.deepEqual(page.lines, ["open", "heard", "heard", "lost"]);
  assert.equal(page.opened.length, 1);
  page.stop();
});

test("a page opens again what the browser has given up, and what is silent, and nothing once it is stopped", () => {
  const page = followInPage();
  page.newest().fails(2);
  mock.timers.tick(5_000);
  assert.equal(page.opened.length, 2);
  page.newest().opens();
  mock.timers.tick(75_000);
  assert.deepEqual(page.lines, ["lost", "open", "silent"]);
  assert.equal(page.opened.length, 3);
  assert.equal(page.opened[1]?.readyState, 2);
  page.stop();
  page.newest().fails(2);
  mock.timers.tick(500_000);
  assert.equal(page.opened.length, 3);
});
