/**
 * Goal: whatever strangers do with their connections, the node cuts or refuses it, and a member's action is done
 * meanwhile.
 * Method: real sockets, from several addresses where the system has them, on a node with a share of the usual
 * limits; FOLKMOOT_STRANGERS says how many connections, with the usual limits from 2,000 on.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "#engine/testing/until.js";
import { DEFAULT_NODE_LIMITS } from "#node/limits.js";
import { foundTestNode, type TestNode } from "#node/testing/test-node.js";
import { ATTACKS, startAttack } from "./attacks.ts";

const connections = Number(process.env["FOLKMOOT_STRANGERS"] ?? "120");
const limits =
  connections >= DEFAULT_NODE_LIMITS.connectionsMax
    ? {}
    : {
        connectionsMax: 100,
        connectionsPerAddressMax: 40,
        connectionIdleMax: 1_000,
        eventStreamsPerAddressMax: 5,
        cpuPerAddress: { perSecond: 50, burst: 500 },
      };

/**
 * Does something as every client of ours does: once more where its connection ended under it.
 *
 * Why that may happen: a connection that is kept open makes room like any other, and sending begins just then.
 */
async function act(testNode: TestNode, wire: Uint8Array, signedIn: Record<string, string>) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await testNode.post(wire, signedIn);
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
}

for (const way of ATTACKS) {
  test(`strangers are stopped, and a member is served meanwhile: ${way.name}`, async () => {
    const testNode = await foundTestNode(2);
    const { port } = await testNode.start({ limits });
    const [one, two] = [await testNode.signIn(1), await testNode.signIn(2)];
    const attack = await startAttack(way, { port, connections });
    try {
      for (const name of ["a", "b", "c"]) {
        const answer = await act(testNode, testNode.addDevice(1, name), one);
        assert.equal(answer.status, 200, JSON.stringify(answer.json));
      }
      await until(() => attack.stopped() > 0);
      const after = await act(testNode, testNode.addDevice(2, "after"), two);
      assert.equal(after.status, 200, JSON.stringify(after.json));
    } finally {
      await attack.stop();
      await testNode.end();
    }
  });
}
