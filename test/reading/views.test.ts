/**
 * Goal: what stands on a page is what the node says now, to whom it says it now.
 * Method: a node whose answers are held back, whose stream breaks and is silent, and a clock moved by hand.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rehearsed } from "#client/error.js";
import { portableHasher } from "#client/portable-hasher.js";
import { plainReading } from "#client/reading/reading.js";
import { followRehearsal } from "#client/reading/rehearsal.js";
import { holdNode, settled } from "./held-node.ts";

const wallet = "/views/money/wallet?account=1";
const counts = "/views/membership/counts";
const block = (...changed: readonly string[]) => ({ data: JSON.stringify({ changed }) });

test("an answer to somebody who looked before is not shown to anyone who looks now", async () => {
  const node = holdNode((_, { isSignedIn }) => ({ value: isSignedIn ? "mine" : "a stranger's" }));
  const { views, epochs } = node.reading;
  void views.refresh(wallet);
  await settled();
  node.isSignedIn = true;
  epochs.begin();
  await node.letOne();
  assert.equal(views.seenOf(wallet).data, undefined);
  await node.letOne();
  assert.deepEqual(views.seenOf(wallet).data, { value: "mine" });
});

test("several wishes at once are one question, and one more after it while it is shown", async () => {
  const node = holdNode(() => ({ value: 1 }));
  const { views } = node.reading;
  views.whileShown(wallet, () => undefined);
  for (let wish = 0; wish < 5; wish += 1) void views.refresh(wallet);
  await node.letOne();
  assert.equal(node.asked.length, 2);
  await node.letOne();
  assert.equal(node.asked.length, 2);
});

test("an answer that has not changed is kept, and asked for by its name", async () => {
  const same = { status: 304, contentType: "", bytes: new Uint8Array() };
  const bytes = new TextEncoder().encode('{"value":1}');
  const first = { status: 200, contentType: "application/json", bytes, etag: '"one"' };
  const node = holdNode(({ headers }) => (headers?.["if-none-match"] === '"one"' ? same : first));
  const { views } = node.reading;
  node.letAll();
  await views.refresh(wallet);
  await views.refresh(wallet);
  assert.deepEqual(views.seenOf(wallet).data, { value: 1 });
  assert.equal(node.asked.length, 2);
});

test("while the node is away the last answer stays, with what is wrong beside it", async () => {
  const node = holdNode(() => ({ value: 1 }));
  const { views } = node.reading;
  node.letAll();
  await views.refresh(wallet);
  node.isAway = true;
  await views.refresh(wallet);
  const { data, problem } = views.seenOf(wallet);
  assert.deepEqual([data, problem?.code], [{ value: 1 }, "offline"]);
});

test("after a change only that is asked for again which is shown and may show it", async () => {
  const node = holdNode(() => ({ value: 1 }));
  const { views, news } = node.reading;
  node.letAll();
  news.start();
  await node.line("open");
  const stop = views.whileShown(wallet, () => undefined);
  views.whileShown(counts, () => undefined);
  views.whileShown("/community", () => undefined);
  const askedFor = async (change: () => Promise<void>): Promise<readonly string[]> => {
    node.asked.length = 0;
    await change();
    await node.pass();
    return node.asked.map(({ path }) => path);
  };
  const both = async () => {
    await node.news(block("money"));
    await node.news(block("witness"));
  };
  assert.deepEqual(await askedFor(both), [wallet, "/community"]);
  assert.deepEqual(await askedFor(() => node.news({ data: "nonsense" })), [
    wallet,
    counts,
    "/community",
  ]);
  stop();
  const reset = () => node.news({ event: "reset" });
  assert.deepEqual(await askedFor(reset), [counts, "/community"]);
});

test("once the node is back everything is asked for again, and its going is told", async () => {
  const node = holdNode(() => ({ value: 1 }));
  const { views, news } = node.reading;
  const told: string[] = [];
  news.onConnection((connection) => told.push(connection));
  news.start();
  node.letAll();
  views.whileShown(wallet, () => undefined);
  for (const line of ["open", "heard", "lost", "lost", "open"] as const) await node.line(line);
  assert.deepEqual(told, ["live", "away", "live"]);
  assert.equal(node.asked.length, 0);
  await node.pass();
  assert.deepEqual(
    node.asked.map(({ path }) => path),
    [wallet],
  );
});

test("a silent line is no proof that the node is away: it is asked", async () => {
  const node = holdNode(() => ({ chainId: "folk" }));
  const { news } = node.reading;
  node.letAll();
  news.start();
  await node.line("open");
  await node.line("silent");
  assert.equal(news.connection(), "live");
  node.isAway = true;
  await node.line("silent");
  assert.equal(news.connection(), "away");
});

test("what happened while a line was opened again is not missed", async () => {
  const node = holdNode(() => ({ value: 1 }));
  const { views, news } = node.reading;
  node.letAll();
  news.start();
  await node.line("open");
  views.whileShown(wallet, () => undefined);
  await node.line("silent");
  node.asked.length = 0;
  await node.line("open");
  await node.pass();
  assert.equal(node.asked.length, 1);
});

test("a stream is opened once, however often it is started, and again after it was stopped", async () => {
  let opened = 0;
  const { news } = plainReading(
    {
      ask: () => Promise.reject(new Error("away")),
      follow() {
        opened += 1;
        return () => undefined;
      },
    },
    portableHasher,
  );
  const stop = news.start();
  news.start();
  assert.equal(opened, 1);
  stop();
  news.start();
  assert.equal(opened, 2);
});

test("a rehearsal is told again after each change, and never an older one after a newer", async () => {
  let said = 0;
  const node = holdNode(() => {
    said += 1;
    return { refusal: null, why: { sentence: String(said) } };
  });
  const { ask, news } = node.reading;
  const told: unknown[] = [];
  const clock = {
    after(_: number, work: () => void) {
      work();
      return () => undefined;
    },
  };
  const onRehearsed = ({ why }: Rehearsed) => told.push(why?.sentence);
  const rehearsing = { person: 1, type: "money/claim", input: { until: 0 } };
  news.start();
  const stop = followRehearsal({ ask, news, clock }, rehearsing, onRehearsed);
  await node.letOne();
  assert.deepEqual(told, ["1"]);
  await node.news(block("money"));
  await node.pass();
  assert.equal(node.asked.length, 2);
  stop();
  await node.letOne();
  assert.deepEqual(told, ["1"]);
});
