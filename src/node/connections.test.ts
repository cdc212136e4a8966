// Goal: only nodes that are named and not connected are said to be so. Method: small networks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { unconnectedOf } from "./connections.ts";

const peer = (nodeId: string) => ({ nodeId, moniker: "", address: "::1", isOutbound: false });
const named = ["aa@127.0.0.1:1", "bb@node.example:2", "cc@[::1]:3"];

test("anyone who is named and not connected is listed by address", () => {
  const connected = (...ids: readonly string[]) =>
    unconnectedOf(named, { nodeId: "dd", peers: ids.map(peer) });
  assert.deepEqual(connected(), ["127.0.0.1:1", "node.example:2", "[::1]:3"]);
  assert.deepEqual(connected("bb"), ["127.0.0.1:1", "[::1]:3"]);
  assert.deepEqual(connected("aa", "bb", "cc"), []);
});

test("neither a stranger who is connected nor the node itself counts", () => {
  assert.deepEqual(unconnectedOf(named, { nodeId: "aa", peers: [peer("ee"), peer("bb")] }), [
    "[::1]:3",
  ]);
});
