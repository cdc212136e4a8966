// Goal: nothing of a newcomer waits or is passed on without an open invitation's proof, no invitation takes the
// room of others, and fifty people join from one Wi-Fi in ten minutes.
// Method: the way in of both engines on a node's own ledger, CheckTx among them; a clock by hand; real limits.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAdmission } from "#engine/admission/admission.js";
import { createApplication, QUOTA_CODE } from "#engine/comet/application.js";
import { CheckTxType } from "#engine/comet/proto/tendermint/abci/types_pb.js";
import { DEFAULT_LIMITS } from "#engine/embedded/options.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { membershipFaults } from "../../protocol/membership/index.ts";
import { sealText } from "../founding/content.ts";
import { DEFAULT_NODE_LIMITS } from "../limits.ts";
import { createBuckets } from "../pricing/buckets.ts";
import { invite, joinAndSignIn, joinBy } from "../testing/joining.ts";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";

/** CometBFT's way in, on the ledger of a node that runs. */
function checkTxOf(testNode: TestNode, waitingPerInvitationMax: number) {
  const { ledger } = testNode.node().engine;
  const admission = createAdmission({
    ledger: () => ledger,
    hasher: nativeHasher,
    limits: { ...DEFAULT_LIMITS, waitingPerInvitationMax },
    objection: (action) =>
      ledger.stateMachine.check(ledger.reader(), action, ledger.standing(Date.now())),
  });
  const application = createApplication({ admission } as Parameters<typeof createApplication>[0]);
  const check = async (tx: Uint8Array) =>
    (await application.checkTx({ tx, type: CheckTxType.NEW } as never)).code;
  return { admission, check };
}

test("consensus takes nothing of a newcomer without the proof, and few at once by one invitation", async () => {
  const testNode = await foundTestNode(2);
  await testNode.start();
  await invite(testNode, { by: 1, invitation: 1, uses: 5 });
  await invite(testNode, { by: 2, invitation: 2, uses: 5 });
  const { admission, check } = checkTxOf(testNode, 2);
  const unproven = membershipFaults["invitation-not-proven"].number;
  assert.equal(await check(joinBy(testNode, "a", 1, "no link")), unproven);
  const unknown = membershipFaults["no-such-invitation"].number;
  assert.equal(await check(joinBy(testNode, "a", 9)), unknown);
  assert.equal(admission.size(), 0);
  const codes = [];
  for (const name of ["a", "b", "c"]) codes.push(await check(joinBy(testNode, name, 1)));
  assert.deepEqual(codes, [0, 0, QUOTA_CODE]);
  assert.equal(await check(joinBy(testNode, "d", 2)), 0);
  assert.equal(await check(testNode.addDevice(1, "a member's")), 0);
  assert.equal(admission.size(), 4);
  await testNode.end();
});

test("fifty people join from one Wi-Fi, with a text each, within ten minutes", async () => {
  const testNode = await foundTestNode(2);
  await testNode.start();
  // Two members invite: what comes by one member's links in a day has its bound in the law.
  for (const by of [1, 2]) await invite(testNode, { by, invitation: by, uses: 25 });
  for (let at = 0; at < 50; at += 1) {
    const name = `guest ${at}`;
    const { person, cookie } = await joinAndSignIn(testNode, name, 1 + (at % 2));
    const { hash, bytes } = sealText(person, { name, about: "" });
    const path = `/api/v1/blobs/${Buffer.from(hash).toString("hex")}`;
    const init = { method: "PUT", headers: { cookie }, body: bytes.slice() };
    assert.equal((await testNode.request(path, init)).status, 204);
  }
  const { json } = await testNode.request("/api/v1/views/membership/counts");
  assert.equal(json.value.applicants, 50);
  await testNode.end();
});

test("with ten mistakes each their shares of the limits last for all of them", () => {
  let now = 0;
  const joins = createBuckets(DEFAULT_NODE_LIMITS.joinsPerAddress, () => now);
  for (let minute = 0; minute < 10; minute += 1) {
    // Five people a minute, each of whom tries eleven times.
    for (let attempt = 0; attempt < 55; attempt += 1) assert.equal(joins.take("one Wi-Fi"), 0);
    now += 60_000;
  }
});
