// Goal: CometBFT reads from our door exactly the headers, commits and validators that were verified,
// and hears in its own words what is missing; turns that cannot be are not passed on.
// Method: blocks of a real chain asked for over HTTP, and read by the reader of CometBFT's own answers.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { LightBlock } from "../../../protocol/chain/index.ts";
import { snapshotWorld } from "../../testing/snapshot-world.ts";
import { part, readCommitJson, readHeaderJson } from "../read-json.ts";
import { openLightRpc } from "./light-rpc.ts";
import { areTurnsLikely } from "./turns.ts";

const { world } = await snapshotWorld();
const { light, height } = world;
let turns: readonly number[] | undefined = [0];
const door = await openLightRpc({
  lightBlock: async (at) => (at === height ? light : undefined),
  turns: async () => turns,
});
after(() => door.close());

async function ask(method: string, params: object): Promise<{ result?: unknown; error?: unknown }> {
  const answer = await fetch(door.urls[0] as string, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  return (await answer.json()) as object;
}

test("two addresses, both on this machine alone", () => {
  assert.equal(new Set(door.urls).size, 2);
  for (const url of door.urls) assert.equal(new URL(url).hostname, "127.0.0.1");
});

test("header and commit come through to the last bit", async () => {
  const { result } = await ask("commit", { height: String(height) });
  const signed = part(result, "signed_header");
  assert.deepEqual(readHeaderJson(part(signed, "header")), light.signedHeader.header);
  assert.deepEqual(readCommitJson(part(signed, "commit")), light.signedHeader.commit);
});

test("validators come in their order, with their turns, page by page", async () => {
  const { result } = await ask("validators", { height, page: "1", per_page: "100" });
  const [validator] = light.validators.validators;
  assert.deepEqual(result, {
    block_height: String(height),
    validators: [
      {
        address: Buffer.from(validator?.address ?? [])
          .toString("hex")
          .toUpperCase(),
        pub_key: {
          type: "tendermint/PubKeyEd25519",
          value: Buffer.from(validator?.publicKey ?? []).toString("base64"),
        },
        voting_power: "1",
        proposer_priority: "0",
      },
    ],
    count: "1",
    total: "1",
  });
  const second = await ask("validators", { height, page: "2", per_page: "100" });
  assert.deepEqual(part(second, "result")["validators"], []);
});

test("what is missing is missing in CometBFT's words", async () => {
  const words = async (method: string, params: object) =>
    String(part(await ask(method, params), "error")["data"]);
  assert.equal(await words("commit", { height: "77" }), "height 77 is not available");
  assert.match(await words("commit", {}), /is not available/);
  assert.match(await words("broadcast_tx_sync", { height }), /is not answered here/);
  turns = undefined;
  assert.match(await words("validators", { height }), /is not available/);
  turns = [0, 0];
  assert.match(await words("validators", { height }), /is not available/);
  turns = [0];
});

test("a question that is none ends its connection, and the door stays open", async () => {
  await assert.rejects(fetch(door.urls[0] as string, { method: "POST", body: "{" }));
  await assert.rejects(fetch(door.urls[0] as string, { method: "POST", body: "x".repeat(70_000) }));
  assert.notEqual((await ask("commit", { height })).result, undefined);
});

test("anyone who has just proposed is last in turn", () => {
  const validators = [1, 2, 3].map((number) => ({
    address: new Uint8Array(20).fill(number),
    publicKey: new Uint8Array(32).fill(number),
    power: 1n,
  }));
  const { header, commit } = light.signedHeader;
  const by = (number: number, round = 0): LightBlock => ({
    ...light,
    signedHeader: {
      header: { ...header, proposerAddress: new Uint8Array(20).fill(number) },
      commit: { ...commit, round },
    },
    validators: { validators, totalPower: 3n },
  });
  assert.ok(areTurnsLikely(by(2), [1, -2, 1]));
  assert.ok(!areTurnsLikely(by(1), [1, -2, 1]));
  assert.ok(areTurnsLikely(by(3), [0, 0, 0]), "of those alike the largest address");
  assert.ok(areTurnsLikely(by(1, 1), [1, -2, 1]), "a later round does not tell");
  assert.ok(!areTurnsLikely(by(2), [1, -2]));
  assert.ok(!areTurnsLikely(by(2), [1, Number.NaN, 1]));
});
