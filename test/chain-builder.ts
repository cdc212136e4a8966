import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import {
  ABSENT_SIG,
  BLOCK_ID_FLAG,
  BLOCK_PROTOCOL,
  type Block,
  blockIdOf,
  type Commit,
  commitHash,
  commitSignBytes,
  consensusHash,
  dataHash,
  type Header,
  type LightBlock,
  NO_BLOCK_ID,
  NO_COMMIT,
  noEvidenceHash,
  resultsHash,
  type Validator,
  type ValidatorSet,
  validatorSet,
  validatorsHash,
  versionInRun,
} from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { cryptoHasher } from "./conformance/comet-json.ts";

const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SECOND = 1_000_000_000n;

/** A validator's key pair, made from a number so that every run makes the same chain. */
export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicKey: Uint8Array;
}

const madeKeys = new Map<number, TestKey>();

/** Makes the key pair of a number, once. */
export function testKey(number: number): TestKey {
  const made = madeKeys.get(number) ?? makeKey(number);
  madeKeys.set(number, made);
  return made;
}

function makeKey(number: number): TestKey {
  const seed = cryptoHasher.sha256(Buffer.from(`folkmoot test key ${number}`));
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { privateKey, publicKey: new Uint8Array(spki.subarray(spki.length - 32)) };
}

/** How a chain of a test is to look; everything has a default but its length. */
export interface ChainPlan {
  readonly length: number;
  readonly chainId?: string;
  /** Time of the first block in nanoseconds; the others follow every `interval`. */
  readonly startTime?: bigint;
  readonly interval?: bigint;
  /** The numbers of the keys that are validators at a height. */
  readonly validatorsAt?: (height: number) => readonly number[];
  /** The numbers of the keys that sign at a height; all validators by default. */
  readonly signersAt?: (height: number) => readonly number[];
  readonly powerOf?: (key: number) => bigint;
  /** The root of the state after the block below a height. */
  readonly appHashAt?: (height: number) => Uint8Array;
  /** The height at which the members have restarted the chain. */
  readonly restartAt?: number;
  /** The height at which the community grew to a network, whose first page names none before it. */
  readonly grownAt?: number;
  /** The actions of a block; a different one makes a different history. */
  readonly txsAt?: (height: number) => readonly Uint8Array[];
}

/** A chain of a test: `lights[h - 1]` and `blocks[h - 1]` are those of height h. */
export interface TestChain {
  readonly lights: readonly LightBlock[];
  readonly blocks: readonly Block[];
  readonly founders: ValidatorSet;
  readonly startTime: bigint;
}

/** Makes a validator set of numbered keys. */
export function testValidators(
  keys: readonly number[],
  powerOf: (key: number) => bigint = () => 1n,
): ValidatorSet {
  const seats = keys.map((key) => ({ publicKey: testKey(key).publicKey, power: powerOf(key) }));
  const set = validatorSet(cryptoHasher, seats);
  if (!set.ok) throw new Error(set.reason);
  return set.value;
}

/** Signs a commit for a header with the keys that are at hand. */
export function signCommit(
  header: Header,
  blockId: Commit["blockId"],
  set: ValidatorSet,
  signers: readonly number[],
): Commit {
  const keys = new Map(signers.map((key) => [toHex(testKey(key).publicKey), testKey(key)]));
  const bare: Commit = { height: header.height, round: 0, blockId, signatures: [] };
  const signatures = set.validators.map((validator: Validator) => {
    const key = keys.get(toHex(validator.publicKey));
    if (key === undefined) return ABSENT_SIG;
    const unsigned = {
      flag: BLOCK_ID_FLAG.commit,
      validatorAddress: validator.address,
      time: header.time + SECOND,
      signature: new Uint8Array(0),
    };
    const signBytes = commitSignBytes(header.chainId, bare, unsigned);
    return { ...unsigned, signature: new Uint8Array(sign(null, signBytes, key.privateKey)) };
  });
  return { ...bare, signatures };
}

/** Builds a whole valid chain after a plan. */
export function buildChain(plan: ChainPlan): TestChain {
  const validatorsAt = plan.validatorsAt ?? (() => [1, 2, 3, 4]);
  const startTime = plan.startTime ?? 1_700_000_000n * SECOND;
  const setAt = (height: number) => testValidators(validatorsAt(height), plan.powerOf);
  const lights: LightBlock[] = [];
  const blocks: Block[] = [];
  let lastBlockId = NO_BLOCK_ID;
  let lastCommit = NO_COMMIT;
  for (let height = 1; height <= plan.length; height += 1) {
    const validators = setAt(height);
    const isLast = height + 1 === plan.restartAt;
    const nextValidators = isLast ? validators : setAt(height + 1);
    if (height === plan.restartAt || height === plan.grownAt) {
      lastBlockId = NO_BLOCK_ID;
      lastCommit = NO_COMMIT;
    }
    const run = height < (plan.restartAt ?? height + 1) ? 0n : 1n;
    const txs = plan.txsAt?.(height) ?? [];
    const header: Header = {
      version: { block: BLOCK_PROTOCOL, app: versionInRun(1n, run) },
      chainId: plan.chainId ?? "test-village",
      height: BigInt(height),
      time: startTime + BigInt(height - 1) * (plan.interval ?? 60n * SECOND),
      lastBlockId,
      lastCommitHash: commitHash(cryptoHasher, lastCommit),
      dataHash: dataHash(cryptoHasher, txs),
      validatorsHash: validatorsHash(cryptoHasher, validators),
      nextValidatorsHash: validatorsHash(cryptoHasher, nextValidators),
      consensusHash: consensusHash(cryptoHasher, { maxBytes: 1_048_576n, maxGas: -1n }),
      appHash: plan.appHashAt?.(height) ?? new Uint8Array(32),
      lastResultsHash: resultsHash(cryptoHasher, []),
      evidenceHash: noEvidenceHash(cryptoHasher),
      proposerAddress: validators.validators[0]!.address,
    };
    const block: Block = { header, txs, evidence: [], lastCommit };
    const blockId = blockIdOf(cryptoHasher, block);
    const signers = plan.signersAt?.(height) ?? validatorsAt(height);
    const commit = signCommit(header, blockId, validators, signers);
    lights.push({ signedHeader: { header, commit }, validators, nextValidators });
    blocks.push(block);
    lastBlockId = blockId;
    lastCommit = commit;
  }
  return { lights, blocks, founders: setAt(1), startTime };
}
