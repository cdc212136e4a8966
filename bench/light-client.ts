import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { createLightClient } from "#client/light/light-client.js";
import type { LightSource } from "#client/light/source.js";
import type { CheckSignature } from "#client/light/verify.js";
import { portableHasher } from "#client/portable-hasher.js";
import { portableVerify, verifyAsync } from "#client/signature.js";
import { nativeHasher } from "#engine/native-hasher.js";
import * as chain from "#protocol/chain/index.js";
import { type KeyRange, singleKey, treeKey } from "#protocol/kernel/tree/key.js";
import { createTree } from "#protocol/kernel/tree/tree.js";

/*
 * What it costs a phone to check an answer, one JSON line each: header, commit and proof of one row
 * among 10,000, from the founding on, by the code that browsers run; and how long that code is.
 *   node dist/bench/light-client.js
 */
const ROWS = 10_000;
const RUNS = 15;
const FOUNDED = 1_700_000_000_000_000_000n;
const SECOND = 1_000_000_000n;

function figure(bench: string, value: number, unit: string, limit?: number): void {
  const rounded = Math.round(value * 1000) / 1000;
  const goal = limit === undefined ? {} : { limit };
  console.log(JSON.stringify({ bench: `light-client/${bench}`, value: rounded, unit, ...goal }));
}

const tree = createTree(nativeHasher);
const rowKey = (row: number) => treeKey(7, Buffer.from(row.toString(16).padStart(8, "0"), "hex"));
const version = tree.apply(
  tree.empty,
  Array.from({ length: ROWS }, (_, row) => ({ key: rowKey(row), row: new Uint8Array(72).fill(7) })),
);

interface Village {
  readonly source: LightSource;
  readonly validatorsHash: Uint8Array;
  readonly lightBytes: number;
  readonly proofBytes: number;
}

/** Makes a chain of two blocks, of which the second carries the root of the tree. */
function foundVillage(machines: number): Village {
  const keys = Array.from({ length: machines }, () => generateKeyPairSync("ed25519"));
  const rawKey = (key: KeyObject) =>
    new Uint8Array(key.export({ format: "der", type: "spki" }).subarray(-32));
  const made = chain.equalValidatorSet(
    nativeHasher,
    keys.map((pair) => rawKey(pair.publicKey)),
  );
  if (!made.ok) throw new Error(made.reason);
  const set = made.value;
  const secret = new Map(
    keys.map(({ publicKey, privateKey }) => [rawKey(publicKey).toString(), privateKey]),
  );
  const first = lightBlock(set, secret, 1n, new Uint8Array(32));
  const second = lightBlock(set, secret, 2n, tree.root(version));
  const range = singleKey(rowKey(4321));
  return {
    validatorsHash: chain.validatorsHash(nativeHasher, set),
    lightBytes: chain.encodeLightBlock(second).length,
    proofBytes: tree.prove(version, range.from, range.until).length,
    source: {
      lightBlock: async (height) => chain.lightBlockToJson(height === 1n ? first : second),
      proveRange: async ({ from, until }: KeyRange) => ({
        height: 1n,
        proof: tree.prove(version, from, until),
      }),
    },
  };
}

function lightBlock(
  set: chain.ValidatorSet,
  secret: ReadonlyMap<string, KeyObject>,
  height: bigint,
  appHash: Uint8Array,
): chain.LightBlock {
  const none = chain.noEvidenceHash(nativeHasher);
  const hash = chain.validatorsHash(nativeHasher, set);
  const header: chain.Header = {
    version: { block: chain.BLOCK_PROTOCOL, app: 1n },
    chainId: "bench-village",
    height,
    time: FOUNDED + height * SECOND,
    lastBlockId: chain.NO_BLOCK_ID,
    lastCommitHash: none,
    dataHash: none,
    validatorsHash: hash,
    nextValidatorsHash: hash,
    consensusHash: none,
    appHash,
    lastResultsHash: none,
    evidenceHash: none,
    proposerAddress: new Uint8Array(20),
  };
  const id = { hash: chain.headerHash(nativeHasher, header), parts: { total: 1, hash: none } };
  const bare: chain.Commit = { height, round: 0, blockId: id, signatures: [] };
  const signatures = set.validators.map((validator) => {
    const unsigned: chain.CommitSig = {
      flag: chain.BLOCK_ID_FLAG.commit,
      validatorAddress: validator.address,
      time: header.time,
      signature: new Uint8Array(0),
    };
    const message = chain.commitSignBytes(header.chainId, bare, unsigned);
    const key = secret.get(validator.publicKey.toString()) as KeyObject;
    return { ...unsigned, signature: new Uint8Array(sign(null, message, key)) };
  });
  const commit = { ...bare, signatures };
  return { signedHeader: { header, commit }, validators: set, nextValidators: set };
}

/** Checks one row anew, as a page that has just been opened does; answers milliseconds. */
async function checkOnce(village: Village, verify: CheckSignature): Promise<number> {
  const client = createLightClient({
    source: village.source,
    trust: {
      anchor: {
        kind: "founding",
        chainId: "bench-village",
        validatorsHash: village.validatorsHash,
        time: FOUNDED,
        initialHeight: 1n,
      },
    },
    hasher: portableHasher,
    verify,
    now: () => FOUNDED + 60n * SECOND,
  });
  const before = performance.now();
  const answer = await client.verifiedRow(rowKey(4321));
  const took = performance.now() - before;
  if (!answer.ok || answer.value.rows.length !== 1) throw new Error("the check has failed");
  return took;
}

async function measure(machines: number, name: string, verify: CheckSignature): Promise<void> {
  const village = foundVillage(machines);
  const times: number[] = [await checkOnce(village, verify)];
  figure(`check-${machines}-validators-${name}-first`, times[0] as number, "ms");
  for (let run = 0; run < RUNS; run += 1) times.push(await checkOnce(village, verify));
  const median = times.toSorted((a, b) => a - b)[RUNS >> 1] as number;
  const limit = machines <= 7 ? 50 : undefined;
  figure(`check-${machines}-validators-${name}-median`, median, "ms", limit);
  if (name !== "platform") return;
  figure(`light-block-${machines}-validators`, village.lightBytes, "bytes");
  figure("proof-of-one-row-of-10000", village.proofBytes, "bytes");
}

async function measureBundle(): Promise<void> {
  const { rolldown } = await import("rolldown");
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-bundle-"));
  try {
    const parts = [
      ["light/light-client", "createLightClient"],
      ["light/node-source", "nodeLightSource"],
      ["portable-hasher", "portableHasher"],
      ["signature", "verifyAsync"],
    ];
    const lines = parts.map(([file, name]) => {
      const address = new URL(`../client/${file}.js`, pathToFileURL(import.meta.filename));
      return `export { ${name} } from ${JSON.stringify(address.pathname)};`;
    });
    const entry = join(folder, "entry.js");
    writeFileSync(entry, lines.join("\n"));
    const bundle = await rolldown({ input: entry, platform: "browser", logLevel: "silent" });
    const file = join(folder, "out.js");
    await bundle.write({ file, minify: true });
    await bundle.close();
    figure("bundle-gzip", gzipSync(readFileSync(file), { level: 9 }).length / 1000, "kB", 60);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const machines of [1, 7, 100]) {
  await measure(machines, "platform", verifyAsync);
  await measure(machines, "javascript", portableVerify);
}
await measureBundle();
