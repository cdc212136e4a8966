// Goal: a machine's signature is found where it is, as far back as is looked, and nobody can lie one up.
// Method: a node that gives out headers signed by real keys, with one thing changed in each case.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { findOwnSignature } from "#node/home/own-signature.js";
import {
  ABSENT_SIG,
  BLOCK_ID_FLAG,
  type BlockIdFlag,
  type CommitSig,
  commitSignBytes,
  type LightBlock,
  lightBlockToJson,
  validatorSet,
} from "#protocol/chain/index.js";
import { hasher, hashOfText, sampleCommit, sampleHeader } from "#protocol/testing/chain.js";

const CHAIN = "folk-00";
const [mine, other] = ["mine", "other"].map((name) => signerFromSeed(hashOfText(name)));
let blocks = new Map<number, LightBlock>();
let address = "";
const server = createServer((request, response) => {
  const asked = request.url?.split("/").at(-1) ?? "";
  const height = asked === "latest" ? Math.max(...blocks.keys()) : Number(asked);
  const block = blocks.get(height);
  response.statusCode = block === undefined ? 404 : 200;
  response.end(JSON.stringify(block === undefined ? {} : lightBlockToJson(block)));
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(() => {
  blocks = new Map();
  for (let height = 21; height <= 40; height += 1) give(height, "absent");
});

/** Puts a block there in which the key has, or has not, its signature. */
function give(height: number, flag: keyof typeof BLOCK_ID_FLAG, by = mine, chainId = CHAIN): void {
  const set = validatorSet(
    hasher,
    [mine, other].map((signer) => ({ publicKey: signer?.publicKey as Uint8Array, power: 1n })),
  );
  assert.ok(set.ok);
  const commit = { ...sampleCommit(), height: BigInt(height) };
  const signed = (key: Uint8Array): CommitSig => {
    const isOwn = Buffer.from(key).equals(mine?.publicKey as Uint8Array);
    const own: BlockIdFlag = isOwn ? BLOCK_ID_FLAG[flag] : BLOCK_ID_FLAG.commit;
    if (own === BLOCK_ID_FLAG.absent) return ABSENT_SIG;
    const validatorAddress = hasher.sha256(key).subarray(0, 20);
    const bare = { flag: own, validatorAddress, time: 1n, signature: new Uint8Array(64) };
    const signature = (isOwn ? by : other)?.sign(commitSignBytes(chainId, commit, bare));
    return { ...bare, signature: signature as Uint8Array };
  };
  blocks.set(height, {
    signedHeader: {
      header: sampleHeader({ height: BigInt(height), chainId, time: BigInt(height) * 1_000_000n }),
      commit: {
        ...commit,
        signatures: set.value.validators.map(({ publicKey }) => signed(publicKey)),
      },
    },
    validators: set.value,
    nextValidators: set.value,
  });
}

const find = (from = 1, sites = [address]) =>
  findOwnSignature({ sites, chainId: CHAIN, key: mine?.publicKey as Uint8Array, from });

test("the newest ten blocks are looked through, and the newest signature is told", async () => {
  give(30, "commit");
  assert.deepEqual(await find(), { newest: 40, isSeated: true });
  give(31, "commit");
  const signed = { site: address, height: 31, time: 31, newest: 40 };
  assert.deepEqual(await find(), { newest: 40, isSeated: true, signed });
  give(37, "nil");
  assert.equal((await find()).signed?.height, 37, "a vote for no block is a vote");
});

test("a signature that the key has not made, or not on this chain, does not count", async () => {
  give(40, "commit", other);
  assert.deepEqual(await find(), { newest: 40, isSeated: true });
  give(40, "commit", mine, "folk-01");
  assert.deepEqual(await find(), { isSeated: false }, "another chain's newest block tells nothing");
});

test("what was signed before the run began does not count", async () => {
  give(35, "commit");
  assert.equal((await find(35)).signed?.height, 35);
  assert.deepEqual(await find(36), { newest: 40, isSeated: true });
  assert.deepEqual(await find(41), { newest: 40, isSeated: true });
});

test("a key without a seat is told from one that has it", async () => {
  const key = signerFromSeed(hashOfText("third")).publicKey;
  const found = await findOwnSignature({ sites: [address], chainId: CHAIN, key, from: 1 });
  assert.deepEqual(found, { newest: 40, isSeated: false });
});

test("who does not answer to the end tells nothing, but what was seen counts", async () => {
  blocks.delete(33);
  assert.deepEqual(await find(), { isSeated: true });
  give(38, "commit");
  const { newest, signed } = await find();
  assert.deepEqual([newest, signed?.height], [undefined, 38]);
  assert.deepEqual(await find(1, []), { isSeated: false });
  const silent = "http://127.0.0.1:1";
  assert.equal((await find(1, [silent, address])).signed?.height, 38);
});
