// Goal: strangers who ask as fast as they can are told to wait, and neither members nor newcomers notice.
// Method: a node behind a proxy that the test plays, real sockets, strangers who go on until the member is done.
import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { test } from "node:test";
import { until } from "#engine/testing/until.js";
import type { NodeLimits } from "../limits.ts";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";

const MEMBER = "198.51.100.1";
const NEWCOMER = "198.51.100.2";
const CONNECTIONS = 24;
const ACTIONS = 20;

interface Strangers {
  readonly counts: Map<number, number>;
  /** The longest that one was told to wait. Units: seconds. */
  readonly wait: () => number;
  stop(): Promise<void>;
}

/** Asks for what costs something over and over, on several connections; each question from the address that `from` names. */
function letStrangersIn(url: string, from: (at: number) => string): Strangers {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const counts = new Map<number, number>();
  let isOver = false;
  let asked = 0;
  let wait = 0;
  const ask = () =>
    new Promise<void>((resolve) => {
      asked += 1;
      const headers = { "x-forwarded-for": from(asked) };
      const path = `${url}/api/v1/views/membership/people?after=0`;
      const sent = request(path, { agent, headers }, (answer) => {
        const status = answer.statusCode ?? 0;
        counts.set(status, (counts.get(status) ?? 0) + 1);
        wait = Math.max(wait, Number(answer.headers["retry-after"] ?? 0));
        answer.resume();
        answer.on("close", resolve);
      });
      sent.on("error", () => resolve());
      sent.end();
    });
  const lane = async (): Promise<void> => {
    while (!isOver) await ask();
  };
  const lanes = Array.from({ length: CONNECTIONS }, lane);
  return {
    counts,
    wait: () => wait,
    async stop() {
      isOver = true;
      await Promise.all(lanes);
      agent.destroy();
    },
  };
}

async function withStrangers(
  limits: Partial<NodeLimits>,
  from: (at: number) => string,
  run: (node: TestNode, strangers: Strangers) => Promise<void>,
) {
  const node = await foundTestNode(40);
  await node.start({ limits, trustedProxies: ["this machine"] });
  const strangers = letStrangersIn(node.node().url, from);
  try {
    await run(node, strangers);
  } finally {
    await strangers.stop();
    await node.end();
  }
}

/** What a member does meanwhile: signs in, reads, acts; all of it has to work. */
async function liveAsMember(node: TestNode): Promise<void> {
  const from = { "x-forwarded-for": MEMBER };
  const { set } = await node.openSession(1, from);
  const headers = { ...from, cookie: set.split(";")[0] as string };
  for (let at = 0; at < ACTIONS; at += 1) {
    const input = { person: 2 + at };
    const done = await node.post(node.sign(1, "membership/vouch", input), headers);
    const isDone = done.status === 200 || done.json.number >= 1000;
    assert.ok(isDone, `action ${at}: ${JSON.stringify(done.json)}`);
    const read = await node.request("/api/v1/views/membership/people?after=0", { headers });
    assert.equal(read.status, 200);
  }
}

test("a few addresses at full tilt are told to wait, with a sentence and for how long", async () => {
  const limits = { cpuPerAddress: { perSecond: 5, burst: 400 } };
  const from = (at: number) => `203.0.113.${1 + (at % 3)}`;
  await withStrangers(limits, from, async (node, strangers) => {
    await until(() => (strangers.counts.get(429) ?? 0) > 0);
    await liveAsMember(node);
    const headers = { "x-forwarded-for": NEWCOMER };
    const newcomer = await node.request("/api/v1/community", { headers });
    assert.equal(newcomer.status, 200, "somebody new is served");
    assert.ok(strangers.wait() >= 1);
    const ask = () =>
      node.request("/api/v1/views/membership/people?after=0", {
        headers: { "x-forwarded-for": "203.0.113.1" },
      });
    let told = await ask();
    await until(async () => {
      if (told.status !== 429) told = await ask();
      return told.status === 429;
    });
    assert.equal(told.headers.get("connection"), "close");
    assert.match(told.json.detail, /^Wait (a second|\d+ seconds), then try again\.$/);
    const { json } = await node.request("/metrics", { headers: await node.local() });
    assert.match(json, /folkmoot_refused_by_price_total [1-9]/);
    assert.match(json, /folkmoot_main_thread_ms_total\{name="strangers"\} [\d.]*[1-9]/);
  });
});

test("as many addresses as questions take no more than their share, and members come first", async () => {
  const from = (at: number) => `203.0.${at >> 8}.${at & 255}`;
  await withStrangers({ cpuShareOfStrangers: 0.1 }, from, async (node) => {
    await liveAsMember(node);
  });
});
