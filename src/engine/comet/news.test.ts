// Goal: the engine's parts hear of a block first and may fail it; who only listens may not.
// Method: news of one block, told to parts and listeners that write down what they hear.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SILENT } from "../embedded/options.ts";
import type { CommittedBlock } from "../engine.ts";
import { EngineFault } from "../engine-fault.ts";
import { createNews } from "./news.ts";

const BLOCK: CommittedBlock = {
  height: 7,
  time: 1_000,
  hash: new Uint8Array(32),
  root: new Uint8Array(32),
  changed: [],
  dueEvents: [],
  receipts: [],
};

test("parts hear in their order, then listeners, until they stop listening", () => {
  const heard: string[] = [];
  const hear = (name: string) => (block: CommittedBlock) =>
    void heard.push(`${name} ${block.height}`);
  const news = createNews(SILENT);
  const leave = news.subscribe(hear("listener"));
  news.inform(hear("first"), hear("second"));
  news.tell(BLOCK);
  leave();
  news.tell(BLOCK);
  const parts = ["first 7", "second 7"];
  assert.deepEqual(heard, [...parts, "listener 7", ...parts]);
});

test("a listener that fails is told about and hinders nobody; a part that fails fails the block", () => {
  const told: string[] = [];
  const news = createNews({ ...SILENT, error: (what) => void told.push(what) });
  let heard = 0;
  news.subscribe(() => {
    throw new Error("deaf");
  });
  news.subscribe(() => {
    heard += 1;
  });
  news.tell(BLOCK);
  assert.deepEqual([told, heard], [["a listener failed"], 1]);
  news.inform(() => {
    throw new Error("broken");
  });
  assert.throws(() => news.tell(BLOCK), /broken/);
  assert.deepEqual([told, heard], [["a listener failed"], 1]);
});

test("the next block is waited for until it comes, or until the engine has stopped", async () => {
  const news = createNews(SILENT);
  const fault = new EngineFault("store-failed", "the disk is full", "Make room.");
  let end: (fault: EngineFault) => void = () => {};
  const stopped = new Promise<EngineFault>((resolve) => {
    end = resolve;
  });
  const next = news.next(() => BLOCK, stopped);
  news.tell(BLOCK);
  assert.equal(await next, BLOCK);
  const never = news.next(() => BLOCK, stopped);
  end(fault);
  await assert.rejects(never, { code: "stopped", cause: fault });
});
