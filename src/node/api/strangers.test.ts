// Goal: one stranger, or one person, uses up what is theirs and nothing of anybody else's.
// Method: a node behind a proxy that the test plays, asked from two addresses.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { sealText } from "../founding/content.ts";
import { homeLayout } from "../home/layout.ts";
import type { NodeLimits } from "../limits.ts";
import { invite, joinAndSignIn, joinBy } from "../testing/joining.ts";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";
import { SESSIONS_PER_PERSON_MAX } from "./sessions.ts";

const STRANGER = { "x-forwarded-for": "203.0.113.5" };
const OTHER = { "x-forwarded-for": "203.0.113.6" };

const TEXT = { text: "x".repeat(30) };
const SIZE = sealText(1, TEXT).bytes.length;

async function withTestNode(
  limits: Partial<NodeLimits>,
  run: (testNode: TestNode) => Promise<void>,
) {
  const testNode = await foundTestNode(2);
  await testNode.start({ limits, trustedProxies: ["this machine"] });
  try {
    await run(testNode);
  } finally {
    await testNode.end();
  }
}

test("one stranger who tries to join without a link stops nobody else from joining", async () => {
  const limits = {
    joinsPerAddress: { perSecond: 0.001, burst: 3 },
  };
  await withTestNode(limits, async (testNode) => {
    await invite(testNode, { by: 1, invitation: 1, uses: 5 });
    for (let at = 0; at < 3; at += 1) {
      const attempt = joinBy(testNode, `stranger ${at}`, 1, "no link");
      const answer = await testNode.post(attempt, STRANGER);
      assert.equal(answer.status, 422, JSON.stringify(answer.json));
    }
    const more = await testNode.post(joinBy(testNode, "stranger", 1, "no link"), STRANGER);
    assert.equal(more.status, 429);
    const joined = await testNode.post(joinBy(testNode, "newcomer", 1), OTHER);
    assert.equal(joined.status, 200, JSON.stringify(joined.json));
  });
});

test("nothing is kept of a text that somebody without a session hands in", async () => {
  await withTestNode({}, async (testNode) => {
    const { hash, bytes } = sealText(1, TEXT);
    const put = (headers: Record<string, string>) =>
      testNode.request(`/api/v1/blobs/${toHex(hash)}`, {
        method: "PUT",
        headers,
        body: bytes.slice(),
      });
    const answer = await put(STRANGER);
    assert.deepEqual([answer.status, answer.json.code], [401, "node/sign-in"]);
    assert.deepEqual(await readdir(homeLayout(testNode.home).blobs), [await charterOf(testNode)]);
    const { cookie } = await testNode.signIn(1);
    assert.equal((await put({ ...STRANGER, cookie })).status, 204);
  });
});

/** The hash of the one text that every home has from the beginning. */
async function charterOf(testNode: TestNode): Promise<string> {
  return (await testNode.request("/api/v1/community")).json.charter.text;
}

test("all who came by one invitation share its room; others who joined, and members, have theirs", async () => {
  const limits = { pendingBlobBytesPerInviterMax: SIZE, pendingBlobBytesMax: SIZE * 2 };
  await withTestNode(limits, async (testNode) => {
    await invite(testNode, { by: 1, invitation: 1, uses: 5 });
    await invite(testNode, { by: 2, invitation: 2, uses: 5 });
    const put = async ({ cookie }: { readonly cookie: string }) => {
      const { hash, bytes } = sealText(1, TEXT);
      const path = `/api/v1/blobs/${toHex(hash)}`;
      const init = { method: "PUT", headers: { cookie }, body: bytes.slice() };
      return (await testNode.request(path, init)).status;
    };
    const one = await joinAndSignIn(testNode, "one", 1);
    const two = await joinAndSignIn(testNode, "two", 1);
    const other = await joinAndSignIn(testNode, "other", 2);
    assert.equal(await put(one), 204);
    assert.equal(await put(one), 503);
    assert.equal(await put(two), 503);
    assert.equal(await put(other), 204);
    assert.equal(await put(await testNode.signIn(1)), 204);
  });
});

test("on a disk that gets full texts are refused long before a block is, in words", async () => {
  const GIB = 1024 ** 3;
  let free = 2 * GIB;
  const diskSpace = async () => ({ size: 100 * GIB, free });
  const testNode = await foundTestNode(2);
  await testNode.start({ diskSpace, diskReserve: "1 GiB" });
  const put = () => testNode.handIn(1, sealText(1, TEXT));
  const text = sealText(1, TEXT);
  assert.equal((await testNode.handIn(1, text)).status, 204);
  free = GIB + 10;
  const answer = await put();
  assert.deepEqual([answer.status, answer.json.code], [507, "node/disk-low"]);
  assert.match(answer.json.title, /no room for more texts/);
  assert.match(answer.json.detail, /makes room/);
  assert.equal((await testNode.handIn(1, text)).status, 204, "what is here already takes no more");
  assert.equal((await testNode.post(testNode.addDevice(1, "goes on"))).status, 200);
  free = 2 * GIB;
  assert.equal((await put()).status, 204);
  await testNode.end();
});

test("one person's texts have a bound, published ones among them; others' are free", async () => {
  const testNode = await foundTestNode(2);
  await testNode.start({ personTextSpace: `${SIZE + 20}` });
  const { hash, digest, bytes } = sealText(1, TEXT);
  assert.equal((await testNode.handIn(1, { hash, bytes })).status, 204);
  const input = { digest, audience: "public", kind: "note", bytes: bytes.length };
  assert.equal((await testNode.act(1, "records/publish", input)).status, 200);
  const again = await testNode.handIn(1, { hash, bytes });
  assert.equal(again.status, 204, "what is published already takes no more");
  const answer = await testNode.handIn(1, sealText(1, TEXT));
  assert.deepEqual([answer.status, answer.json.code], [507, "node/person-full"]);
  assert.match(answer.json.detail, /Erase texts/);
  assert.equal((await testNode.handIn(2, sealText(2, TEXT))).status, 204);
  await testNode.end();
});

test("one person who signs in again and again signs nobody else out", async () => {
  await withTestNode({}, async (testNode) => {
    const other = await testNode.signIn(2);
    const first = await testNode.signIn(1);
    for (let at = 0; at < SESSIONS_PER_PERSON_MAX; at += 1) await testNode.signIn(1);
    const isIn = async (headers: { readonly cookie: string }) =>
      (await testNode.request("/api/v1/sessions", { headers })).status === 200;
    assert.equal(await isIn(first), false);
    assert.equal(await isIn(other), true);
    assert.equal(await isIn(await testNode.signIn(1)), true);
  });
});
