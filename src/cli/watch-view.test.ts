/** Goal: `folkmoot view … --watch` prints each change on one line, and ends when it is interrupted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { portableHasher } from "../client/portable-hasher.ts";
import { plainReading } from "../client/reading/reading.ts";
import type { StreamMessage } from "../client/transport/transport.ts";
import type { Terminal } from "./terminal.ts";
import { watchView } from "./watch-view.ts";

const NEWS: StreamMessage = { event: "block", id: "1.0", data: '{"changed":["membership"]}' };
const OTHER: StreamMessage = { event: "block", id: "1.0", data: '{"changed":["money"]}' };
const path = "/views/membership/counts";

/** A node with one view. */
function nodeOf(answer: () => unknown) {
  const node = {
    asked: 0,
    isFollowed: false,
    onNews: (_message: StreamMessage): void => assert.fail("nobody listens"),
    hear: async (message: StreamMessage): Promise<void> => {
      node.onNews(message);
      await new Promise((resolve) => setImmediate(resolve));
    },
    reading: plainReading(
      {
        async ask() {
          node.asked += 1;
          const bytes = new TextEncoder().encode(JSON.stringify(answer()));
          return { status: 200, contentType: "application/json", bytes };
        },
        follow(onMessage) {
          node.onNews = onMessage;
          node.isFollowed = true;
          return () => {
            node.isFollowed = false;
          };
        },
      },
      portableHasher,
    ),
  };
  return node;
}

const terminalOf = (out: (line: string) => void, gone = new AbortController()): Terminal => ({
  env: {},
  isInteractive: false,
  hasColour: false,
  out,
  err: () => undefined,
  gone: gone.signal,
});

test("a watched view is printed when it changes, and not when only time has passed", async () => {
  const lines: string[] = [];
  let members = 1;
  let height = 1;
  const node = nodeOf(() => ({ asOf: { height, time: 0, now: 0 }, value: { members } }));
  const before = process.listenerCount("SIGTERM");
  const terminal = terminalOf((line) => lines.push(line));
  const watching = watchView(terminal, { reading: node.reading, path, isJson: true });
  await new Promise((resolve) => setImmediate(resolve));
  height = 2;
  await node.hear(NEWS);
  members = 2;
  await node.hear(NEWS);
  process.emit("SIGTERM");
  await watching;
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).value),
    [{ members: 1 }, { members: 2 }],
  );
  assert.equal(process.listenerCount("SIGTERM"), before);
});

test("it is asked for again after changes in other rooms, too: a view may tell of them", async () => {
  const node = nodeOf(() => ({ asOf: { height: 1, time: 0, now: 0 }, value: { members: 1 } }));
  const watching = watchView(
    terminalOf(() => undefined),
    {
      reading: node.reading,
      path,
      isJson: true,
    },
  );
  await new Promise((resolve) => setImmediate(resolve));
  await node.hear(OTHER);
  assert.equal(node.asked, 2);
  process.emit("SIGTERM");
  await watching;
});

test("it ends where nobody reads any more", async () => {
  const gone = new AbortController();
  const node = nodeOf(() => ({ asOf: { height: 1, time: 0, now: 0 }, value: {} }));
  const terminal = terminalOf(() => gone.abort(), gone);
  await watchView(terminal, { reading: node.reading, path, isJson: true });
  assert.equal(node.isFollowed, false);
});
