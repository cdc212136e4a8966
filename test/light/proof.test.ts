import assert from "node:assert/strict";
import test from "node:test";
import { createLightClient } from "#client/light/light-client.js";
import { checkRow, stateHeight } from "#client/light/proof.js";
import type { LightSource } from "#client/light/source.js";
import { anchorOf } from "#client/light/trust.js";
import type { LightBlock } from "#protocol/chain/index.js";
import { keySuccessor, prefixRange, singleKey, treeKey } from "#protocol/kernel/tree/key.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { buildChain } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { judge, soonAfter, sourceOf } from "./judge.ts";

const BALLOTS = 40;

function ballotKey(decision: number, person: number): Uint8Array {
  return treeKey(BALLOTS, new Uint8Array([0, decision, 0, person]));
}

/** The state after a height: that many ballots in decision 77, and one in decision 78. */
const tree = createTree(cryptoHasher);
const versions = new Map<number, number>();
for (let height = 1; height <= 10; height += 1) {
  const rows = Array.from({ length: height }, (_, person) => ({
    key: ballotKey(77, person),
    row: new Uint8Array([person % 2, 1]),
  }));
  const other = { key: ballotKey(78, 3), row: new Uint8Array([9]) };
  const version = tree.apply(tree.empty, [...rows, other]);
  versions.set(height, version);
}

const chain = buildChain({
  length: 11,
  appHashAt: (height) =>
    height === 1 ? new Uint8Array(32) : tree.root(versions.get(height - 1) as number),
});
const last = chain.lights[10] as LightBlock;
const decision77 = prefixRange(BALLOTS, new Uint8Array([0, 77]));

function node(change: Partial<LightSource> = {}): LightSource {
  return {
    ...sourceOf(chain.lights),
    async proveRange({ from, until }, height) {
      const at = height ?? 10n;
      const version = versions.get(Number(at)) as number;
      return { height: at, proof: tree.prove(version, from, until) };
    },
    ...change,
  };
}

function clientOf(source: LightSource) {
  return createLightClient({
    source,
    trust: { anchor: anchorOf(cryptoHasher, chain.lights[0] as LightBlock) },
    hasher: cryptoHasher,
    verify: judge.verify,
    now: () => soonAfter(last),
  });
}

test("all ballots of a decision, complete, in the newest state", async () => {
  const answer = await clientOf(node()).verifiedRange(decision77);
  assert.ok(answer.ok);
  assert.equal(answer.value.rows.length, 10);
  assert.equal(answer.value.stateHeight, 10n);
  assert.equal(answer.value.block.header.height, 11n);
  assert.ok(answer.value.proofBytes > 0);
});

test("the ballots as they were at an earlier height", async () => {
  const answer = await clientOf(node()).verifiedRange(decision77, 4n);
  assert.ok(answer.ok);
  assert.equal(answer.value.rows.length, 4);
  assert.equal(stateHeight(answer.value.block.header), 4n);
});

test("one row, and the proof that another is not there", async () => {
  const client = clientOf(node());
  const there = await client.verifiedRow(ballotKey(77, 3));
  assert.ok(there.ok);
  assert.deepEqual(
    there.value.rows.map(({ row }) => [...row]),
    [[1, 1]],
  );
  const missing = await client.verifiedRow(ballotKey(77, 200));
  assert.ok(missing.ok);
  assert.deepEqual(missing.value.rows, []);
});

test("a row alone against a verified header", () => {
  const { header } = last.signedHeader;
  const version = versions.get(10) as number;
  const key = ballotKey(77, 2);
  const proof = tree.prove(version, key, keySuccessor(key));
  assert.deepEqual(checkRow(cryptoHasher, header, key, proof), {
    ok: true,
    value: new Uint8Array([0, 1]),
  });
  const missing = singleKey(ballotKey(99, 0));
  const absence = tree.prove(version, missing.from, missing.until);
  assert.deepEqual(checkRow(cryptoHasher, header, missing.from, absence), {
    ok: true,
    value: undefined,
  });
  assert.equal(checkRow(cryptoHasher, header, key, absence).ok, false);
});

test("a proof of another state, of another range or of fewer rows is refused", async () => {
  const stale: LightSource["proveRange"] = async ({ from, until }) => ({
    height: 10n,
    proof: tree.prove(versions.get(9) as number, from, until),
  });
  const narrow: LightSource["proveRange"] = async ({ from }) => ({
    height: 10n,
    proof: tree.prove(versions.get(10) as number, from, ballotKey(77, 5)),
  });
  const empty: LightSource["proveRange"] = async () => ({ height: 10n, proof: new Uint8Array(0) });
  for (const proveRange of [stale, narrow, empty]) {
    const answer = await clientOf(node({ proveRange })).verifiedRange(decision77);
    assert.ok(!answer.ok && answer.reason.code === "proof-refused");
  }
});

test("every single changed byte of a proof is found", async () => {
  const version = versions.get(10) as number;
  const honest = tree.prove(version, decision77.from, decision77.until);
  for (let at = 0; at < honest.length; at += 1) {
    const proof = honest.slice();
    proof[at] = (proof[at] as number) ^ 0x10;
    const proveRange = async () => ({ height: 10n, proof });
    const answer = await clientOf(node({ proveRange })).verifiedRange(decision77);
    assert.ok(!answer.ok && answer.reason.code === "proof-refused", `byte ${at}`);
  }
});

test("a proof for another height than asked is refused", async () => {
  const honest = node();
  const proveRange: LightSource["proveRange"] = (range) => honest.proveRange(range, 4n);
  const answer = await clientOf(node({ proveRange })).verifiedRange(decision77, 5n);
  assert.ok(!answer.ok && answer.reason.code === "wrong-height");
});

test("a proof whose header does not exist yet cannot be checked", async () => {
  const version = versions.get(10) as number;
  const proveRange: LightSource["proveRange"] = async ({ from, until }) => ({
    height: 11n,
    proof: tree.prove(version, from, until),
  });
  const answer = await clientOf(node({ proveRange })).verifiedRange(decision77);
  assert.ok(!answer.ok && answer.reason.code === "unreachable");
});
