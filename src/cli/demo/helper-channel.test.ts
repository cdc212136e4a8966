// Goal: a helper's process and the command understand each other, and nothing else is understood.
// Method: two ends that hand each other copies of what is sent, as processes do.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { HelperAnswer } from "../../node/index.ts";
import {
  answerHelper,
  askCommand,
  type ChannelEnd,
  type Question,
  readQuestion,
  seenFrom,
} from "./helper-channel.ts";

/** Two ends of one channel. */
function channel(): readonly [ChannelEnd, ChannelEnd] {
  const heard: ((message: unknown) => void)[][] = [[], []];
  const end = (own: number): ChannelEnd => ({
    send(message) {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      queueMicrotask(() => {
        for (const listener of heard[1 - own] ?? []) listener(copy);
      });
    },
    on: (_, listener) => heard[own]?.push(listener),
  });
  return [end(0), end(1)];
}

test("questions and orders are answered, each with its own answer", async () => {
  const [here, there] = channel();
  const asked: Question["order"][] = [];
  answerHelper(there, (order): HelperAnswer => {
    asked.push(order);
    return order === undefined ? { ok: true, helpers: [] } : { ok: false, why: "not-now" };
  });
  const helpers = askCommand(here);
  const answers = await Promise.all([helpers.order(2, "stop"), helpers.list()]);
  assert.deepEqual(answers, [
    { ok: false, why: "not-now" },
    { ok: true, helpers: [] },
  ]);
  assert.deepEqual(asked, [{ helper: 2, order: "stop" }, undefined]);
});

test("what is no question is not read as one", () => {
  const order = { helper: 2, order: "stop" };
  assert.deepEqual(readQuestion({ id: 1, order }), { id: 1, order });
  assert.deepEqual(readQuestion({ id: 1 }), { id: 1 });
  const wrong: unknown[] = [
    undefined,
    null,
    "stop",
    {},
    { id: "1" },
    { id: 1, order: "stop" },
    { id: 1, order: null },
    { id: 1, order: { helper: "2", order: "stop" } },
    { id: 1, order: { helper: 2, order: "kill" } },
  ];
  for (const message of wrong) {
    assert.equal(readQuestion(message), undefined, JSON.stringify(message));
  }
});

test("each helper sees which of them it is itself", () => {
  const facts = { name: "", address: "", url: "", state: "running", fault: null } as const;
  const all = [1, 2, 3].map((helper) => ({ helper, ...facts }));
  assert.deepEqual(
    seenFrom(2, all).map(({ isHere }) => isHere),
    [false, true, false],
  );
});
