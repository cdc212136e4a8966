/**
 * Goal: who watches a view hears of each change once, and of nothing after they stop.
 * Method: a node whose answer and news are moved by hand.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../client.ts";
import type { StreamMessage, Transport } from "../transport/transport.ts";

const NEWS: StreamMessage = { event: "block", id: "1.0", data: "{}" };

/** A node with one view, whose answers stand in a row that is read from its front. */
function nodeOf(answers: (object | "away")[]) {
  let onNews: ((message: StreamMessage) => void) | undefined;
  let asked = 0;
  const transport: Transport = {
    async ask() {
      asked += 1;
      const value = answers.length > 1 ? answers.shift() : answers[0];
      if (value === "away") throw new Error("no node answers");
      const json = { asOf: { height: 1, time: 1, now: 1 }, value };
      const bytes = new TextEncoder().encode(JSON.stringify(json));
      return { status: 200, contentType: "application/json", bytes };
    },
    follow(onMessage) {
      onNews = onMessage;
      return () => {
        onNews = undefined;
      };
    },
  };
  const news = async (): Promise<void> => {
    onNews?.(NEWS);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { client: createClient({ transport }), news, asked: () => asked, hears: () => onNews };
}

test("each change is told once; what stays the same is not", async () => {
  const node = nodeOf([{ members: 1 }, { members: 1 }, { members: 2 }]);
  const told: unknown[] = [];
  await node.client.watch("membership/counts", {}, (reading) => told.push(reading?.value.members));
  await node.news();
  await node.news();
  await node.news();
  assert.deepEqual(told, [1, 2]);
});

test("a node that is away for a while is read again with the next news", async () => {
  const node = nodeOf([{ members: 1 }, "away", { members: 2 }]);
  const told: unknown[] = [];
  await node.client.watch("membership/counts", {}, (reading) => told.push(reading?.value.members));
  await node.news();
  assert.deepEqual(told, [1]);
  await node.news();
  assert.deepEqual(told, [1, 2]);
});

test("news that comes during a reading leads to one more", async () => {
  const node = nodeOf([{ members: 1 }]);
  await node.client.watch("membership/counts", {}, () => undefined);
  const hear = node.hears();
  for (let count = 0; count < 5; count += 1) hear?.(NEWS);
  await node.news();
  assert.equal(node.asked(), 3);
});

test("nothing is told any more once it is stopped", async () => {
  const node = nodeOf([{ members: 1 }, { members: 2 }]);
  const told: unknown[] = [];
  const stop = await node.client.watch("membership/counts", {}, (reading) => told.push(reading));
  const hear = node.hears();
  stop();
  hear?.(NEWS);
  await node.news();
  assert.equal(told.length, 1);
  assert.equal(node.hears(), undefined);
});

test("a first reading that fails is heard of", async () => {
  const node = nodeOf(["away"]);
  await assert.rejects(node.client.watch("membership/counts", {}, () => undefined));
  assert.equal(node.hears(), undefined);
});
