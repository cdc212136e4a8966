// Goal: the buttons of a demonstration are there only in one, only for those who may read its home, and only for
// pages of its own. Method: a town whose helpers are played by the test.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { DemoHelpers, HelperAnswer, HelperOrder } from "./demo-helpers.ts";
import { foundTestNode, type TestNode } from "./testing/test-node.ts";

const towns: TestNode[] = [];
after(async () => {
  for (const testNode of towns) await testNode.end();
});

async function startTestNode(isDemo: boolean, demoHelpers?: DemoHelpers): Promise<TestNode> {
  const testNode = await foundTestNode(1, isDemo);
  towns.push(testNode);
  await testNode.start(demoHelpers === undefined ? {} : { demoHelpers });
  return testNode;
}

const FINE: HelperAnswer = { ok: true, helpers: [] };

/** Helpers that note what they are asked and answer as the test says. */
function played(answer: HelperAnswer) {
  const heard: [number, HelperOrder][] = [];
  const demoHelpers: DemoHelpers = {
    list: async () => answer,
    async order(helper, order) {
      heard.push([helper, order]);
      return answer;
    },
  };
  return { heard, demoHelpers };
}

const post = (headers: Record<string, string> = {}) => ({ method: "POST", headers });

test("outside a demonstration, and in one on a single machine, there are no buttons", async () => {
  const { heard, demoHelpers } = played(FINE);
  for (const testNode of [await startTestNode(false, demoHelpers), await startTestNode(true)]) {
    assert.equal((await testNode.request("/api/v1/demo/helpers")).status, 404);
    assert.equal((await testNode.request("/api/v1/demo/helpers/2/stop", post())).status, 404);
  }
  assert.deepEqual(heard, []);
});

test("an order reaches anyone who runs the processes, from a page of this node alone", async () => {
  const { heard, demoHelpers } = played(FINE);
  const testNode = await startTestNode(true, demoHelpers);
  const local = await testNode.local();
  const { origin, port } = new URL(testNode.node().url);
  const list = await testNode.request("/api/v1/demo/helpers", { headers: local });
  assert.deepEqual(list.json, { helpers: [] });
  const path = "/api/v1/demo/helpers/2/pause";
  assert.equal((await testNode.request(path, post(local))).status, 200);
  assert.equal((await testNode.request(path, post({ ...local, origin }))).status, 200);
  for (const headers of [{}, { origin }, { authorization: `Bearer ${"0".repeat(64)}` }]) {
    const answer = await testNode.request(path, post(headers));
    assert.equal(answer.status, 403);
    assert.equal(answer.json.code, "node/local-only");
  }
  const strangers = ["http://evil.example", "null", "nonsense", `http://evil.example:${port}`];
  for (const stranger of strangers) {
    const answer = await testNode.request(path, post({ ...local, origin: stranger }));
    assert.equal(answer.status, 403, stranger);
    assert.equal(answer.json.code, "node/other-page");
  }
  assert.deepEqual(heard, [
    [2, "pause"],
    [2, "pause"],
  ]);
});

test("what is no order is refused before anybody is asked", async () => {
  const { heard, demoHelpers } = played(FINE);
  const testNode = await startTestNode(true, demoHelpers);
  const local = await testNode.local();
  for (const words of ["2/kill", "0/stop", "x/stop", "10/stop", "-1/stop", "2/STOP"]) {
    const answer = await testNode.request(`/api/v1/demo/helpers/${words}`, post(local));
    assert.equal(answer.status, 404, words);
  }
  assert.deepEqual(heard, []);
});

test("each answer that cannot be is told with what to do", async () => {
  const expected = [
    ["unknown", 404, "node/not-found"],
    ["here", 409, "node/helper-here"],
    ["not-now", 409, "node/helper-not-now"],
    ["nobody", 503, "node/helpers-alone"],
  ] as const;
  for (const [why, status, code] of expected) {
    const testNode = await startTestNode(true, played({ ok: false, why }).demoHelpers);
    const local = await testNode.local();
    const answer = await testNode.request("/api/v1/demo/helpers/3/stop", post(local));
    assert.equal(answer.status, status);
    assert.equal(answer.json.code, code);
    assert.ok(answer.json.detail.length > 10);
  }
});
