// Goal: one stranger, or one person, uses up what is theirs and nothing of anybody else's.
// Method: a node behind a proxy that the test plays, asked from two addresses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import { sealText } from "../founding/content.ts";
import type { NodeLimits } from "../limits.ts";
import { DAY, foundTestNode, seedOf, type TestNode } from "../testing/test-node.ts";
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

/** Signs an attempt to join with somebody's new key and the secret of a link. */
function joinBy(testNode: TestNode, name: string, secret: string, invitation: number): Uint8Array {
  const signer = signerFromSeed(seedOf(name));
  const key = signer.publicKey;
  const message = nativeHasher.sha256(inDomain("invitation-proof", testNode.community, key));
  const proof = signerFromSeed(seedOf(secret)).sign(message);
  const none = new Uint8Array(32);
  const recoveryProof = new Uint8Array(64);
  const input = { invitation, key, recovery: none, proof, recoveryProof };
  return testNode.sign(0, "membership/join", input, { signer, nonce: 0 });
}

test("one stranger who tries to join without a link stops nobody else from joining", async () => {
  const limits = {
    joinsPerAddress: { perSecond: 0.001, burst: 3 },
  };
  await withTestNode(limits, async (testNode) => {
    const until = testNode.node().engine.head().time + 3 * DAY;
    const key = signerFromSeed(seedOf("link")).publicKey;
    const made = await testNode.act(1, "membership/invite", { key, uses: 5, until });
    assert.equal(made.status, 200, JSON.stringify(made.json));
    for (let at = 0; at < 3; at += 1) {
      const answer = await testNode.post(
        joinBy(testNode, `stranger ${at}`, "no link", 1),
        STRANGER,
      );
      assert.equal(answer.status, 422, JSON.stringify(answer.json));
    }
    const more = await testNode.post(joinBy(testNode, "stranger", "no link", 1), STRANGER);
    assert.equal(more.status, 429);
    const joined = await testNode.post(joinBy(testNode, "newcomer", "link", 1), OTHER);
    assert.equal(joined.status, 200, JSON.stringify(joined.json));
  });
});

test("one stranger who hands in texts stops neither other strangers nor members", async () => {
  const limits = {
    pendingBlobBytesMax: SIZE * 2,
    pendingBlobBytesPerAddressMax: SIZE,
    pendingBlobBytesPerPersonMax: SIZE * 2,
  };
  await withTestNode(limits, async (testNode) => {
    const put = async (headers: Record<string, string>) => {
      const { hash, bytes } = sealText(1, TEXT);
      const path = `/api/v1/blobs/${toHex(hash)}`;
      const init = { method: "PUT", headers, body: bytes.slice() };
      return (await testNode.request(path, init)).status;
    };
    assert.equal(await put(STRANGER), 204);
    assert.equal(await put(STRANGER), 503);
    assert.equal(await put(OTHER), 204);
    assert.equal(await put({ "x-forwarded-for": "203.0.113.7" }), 503);
    const { cookie } = await testNode.signIn(1);
    assert.equal(await put({ ...STRANGER, cookie }), 204);
    assert.equal(await put({ ...STRANGER, cookie }), 204);
  });
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
