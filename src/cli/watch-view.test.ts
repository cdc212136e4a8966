/** Goal: `folkmoot view … --watch` prints each change on one line, and ends when it is interrupted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { StreamMessage } from "../client/transport/transport.ts";
import type { Terminal } from "./terminal.ts";
import { watchView } from "./watch-view.ts";

const NEWS: StreamMessage = { event: "block", id: "1.0", data: "{}" };
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a watched view is printed when it changes, and not when only time has passed", async () => {
  const lines: string[] = [];
  const terminal: Terminal = {
    env: {},
    isInteractive: false,
    hasColour: false,
    out: (line) => lines.push(line),
    err: () => undefined,
    gone: new AbortController().signal,
  };
  let members = 1;
  let height = 1;
  let onNews: (message: StreamMessage) => void = () => assert.fail("nobody listens");
  const before = process.listenerCount("SIGTERM");
  const watching = watchView(terminal, {
    transport: {
      follow(onMessage) {
        onNews = onMessage;
        return () => undefined;
      },
    },
    read: async () => ({ asOf: { height, time: 0, now: 0 }, value: { members } }),
    isJson: true,
  });
  await settled();
  height = 2;
  onNews(NEWS);
  await settled();
  members = 2;
  onNews(NEWS);
  await settled();
  process.emit("SIGTERM");
  await watching;
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).value),
    [{ members: 1 }, { members: 2 }],
  );
  assert.equal(process.listenerCount("SIGTERM"), before);
});

test("it ends where nobody reads any more", async () => {
  const gone = new AbortController();
  const terminal: Terminal = {
    env: {},
    isInteractive: false,
    hasColour: false,
    out: () => gone.abort(),
    err: () => undefined,
    gone: gone.signal,
  };
  let isFollowing = true;
  const follow = () => () => {
    isFollowing = false;
  };
  const read = async () => ({ asOf: { height: 1, time: 0, now: 0 }, value: {} });
  await watchView(terminal, { transport: { follow }, read, isJson: true });
  assert.equal(isFollowing, false);
});
