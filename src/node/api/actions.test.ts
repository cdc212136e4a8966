import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { ACTION_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import { DAY, foundTestNode, seedOf, type TestNode } from "../testing/test-node.ts";
import { joinBatch } from "./batch.ts";

let testNode: TestNode;
before(async () => {
  testNode = await foundTestNode(3);
  await testNode.start();
});
after(() => testNode.end());

/** The root, to show that something refused has changed nothing. */
const root = () => toHex(testNode.node().engine.head().root);

test("a signed action is acknowledged with its receipt, and can be found again", async () => {
  const answer = await testNode.post(testNode.addDevice(1, "phone of 1"));
  assert.equal(answer.status, 200);
  assert.equal(answer.json.code, 0);
  assert.equal(answer.json.person, 1);
  assert.equal(answer.json.events[0].type, "identity/device-added");
  const found = await testNode.request(`/api/v1/actions/${answer.json.id}`);
  assert.deepEqual(found.json, answer.json);
  const why = await testNode.request(`/api/v1/why/${answer.json.id}`);
  assert.equal(why.json.why.rule, "identity/add-device");
});

test("bytes sent again are refused, and the answer tells where the first are", async () => {
  const wire = testNode.addDevice(1, "tablet of 1");
  const first = await testNode.post(wire);
  const before = root();
  const again = await testNode.post(wire);
  assert.equal(again.status, 422);
  assert.equal(again.json.code, "kernel/nonce-used");
  assert.equal(again.json.height, first.json.height);
  assert.equal(again.json.id, first.json.id);
  assert.equal(root(), before);
});

test("the same bytes sent twice at once come into one block once", async () => {
  const wire = testNode.addDevice(1, "watch of 1");
  const [one, two] = await Promise.all([testNode.post(wire), testNode.post(wire)]);
  const codes = [one.status, two.status].sort();
  assert.ok(codes[0] === 200 && (codes[1] === 200 || codes[1] === 422));
  const { json } = await testNode.request("/api/v1/views/identity/devices?person=1");
  const key = toHex(signerFromSeed(seedOf("watch of 1")).publicKey);
  assert.equal(json.value.filter((each: { key: string }) => each.key === key).length, 1);
});

const refusals: readonly [string, () => Uint8Array, number, string][] = [
  ["nothing", () => new Uint8Array(0), 400, "kernel/malformed"],
  ["noise", () => seedOf("noise"), 400, "kernel/malformed"],
  [
    "cut short",
    () => testNode.addDevice(2, "cut", { nonce: 9000 }).slice(0, 100),
    400,
    "kernel/malformed",
  ],
  [
    "with a byte too many",
    () => Uint8Array.of(...testNode.addDevice(2, "more", { nonce: 9001 }), 0),
    400,
    "kernel/malformed-input",
  ],
  [
    "of another community",
    () => testNode.addDevice(2, "other", { nonce: 9002, community: seedOf("elsewhere") }),
    422,
    "kernel/other-community",
  ],
  [
    "expired",
    () => testNode.addDevice(2, "late", { nonce: 9003, expires: Date.now() - DAY }),
    422,
    "kernel/expired",
  ],
  [
    "valid for too long",
    () => testNode.addDevice(2, "long", { nonce: 9004, expires: Date.now() + 32 * DAY }),
    422,
    "kernel/expires-too-late",
  ],
  [
    "signed by somebody else",
    () => testNode.addDevice(2, "stolen", { nonce: 9005, signer: signerFromSeed(seedOf("thief")) }),
    422,
    "kernel/bad-signature",
  ],
  [
    "of a device that nobody has",
    () => testNode.addDevice(2, "ghost", { nonce: 9006, device: 7 }),
    422,
    "kernel/unknown-device",
  ],
  [
    "with a nonce far ahead",
    () => testNode.addDevice(2, "jump", { nonce: 2 ** 40 }),
    422,
    "kernel/nonce-jump",
  ],
];
for (const [what, wire, status, code] of refusals) {
  test(`an action that is ${what} is refused and changes nothing`, async () => {
    const before = root();
    const answer = await testNode.post(wire());
    assert.equal(answer.status, status, JSON.stringify(answer.json));
    assert.equal(answer.json.code, code);
    assert.equal(answer.headers.get("content-type"), "application/problem+json");
    assert.ok(answer.json.title.length > 0 && answer.json.detail.length > 0);
    assert.equal(root(), before);
  });
}

test("a flipped bit anywhere in an action is refused", async () => {
  const wire = testNode.addDevice(3, "flipped", { nonce: 500 });
  const before = root();
  for (let at = 0; at < wire.length; at += 7) {
    const flipped = wire.slice();
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    const answer = await testNode.post(flipped);
    assert.ok(answer.status >= 400 && answer.status < 500, `byte ${at}: ${answer.status}`);
  }
  assert.equal(root(), before);
});

test("what the rule refuses comes into no block", async () => {
  const { height } = testNode.node().engine.head();
  const answer = await testNode.act(1, "identity/revoke-device", { device: 99 });
  assert.equal(answer.status, 422);
  assert.equal(answer.json.code, "identity/no-such-device");
  assert.equal(answer.json.height, undefined);
  assert.equal((await testNode.request(`/api/v1/actions/${answer.json.id}`)).status, 404);
  assert.ok(testNode.node().engine.head().height <= height + 1);
});

test("an action that is too large is not even read", async () => {
  const answer = await testNode.post(new Uint8Array(ACTION_BYTES_MAX + 1));
  assert.equal(answer.status, 413);
  assert.equal(answer.json.code, "node/too-large");
});

test("another media type is refused", async () => {
  const answer = await testNode.post(new Uint8Array(10), { "content-type": "text/plain" });
  assert.equal(answer.status, 415);
});

test("a batch answers for each action in its order", async () => {
  const wires = [
    testNode.addDevice(2, "batch 1"),
    testNode.addDevice(2, "batch 1", { nonce: 7000 }),
    testNode.addDevice(3, "batch 3", { nonce: 900 }),
  ];
  const answer = await testNode.post(joinBatch(wires), {
    "content-type": "application/vnd.folkmoot.actions",
  });
  assert.equal(answer.status, 200);
  const codes = answer.json.receipts.map((each: { code: unknown }) => each.code);
  assert.deepEqual(codes, [0, "identity/key-taken", 0]);
  assert.ok(answer.json.receipts[0].height <= answer.json.receipts[2].height);
});

test("a batch whose lengths do not fit is refused as a whole", async () => {
  const batch = joinBatch([testNode.addDevice(2, "broken batch", { nonce: 7100 })]);
  for (const bytes of [batch.slice(0, -1), Uint8Array.of(...batch, 1), new Uint8Array(0)]) {
    const answer = await testNode.post(bytes, {
      "content-type": "application/vnd.folkmoot.actions",
    });
    assert.equal(answer.status, 400);
  }
});

test("who does not want to wait gets the id at once", async () => {
  const wire = testNode.addDevice(3, "async", { nonce: 1000 });
  const answer = await testNode.post(wire, { prefer: "respond-async" });
  assert.equal(answer.status, 202);
  assert.equal(answer.json.state, "received");
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const found = await testNode.request(`/api/v1/actions/${answer.json.id}`);
    if (found.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail("the action never came into a block");
});
