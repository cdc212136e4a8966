import assert from "node:assert/strict";
import test from "node:test";
import { type TrustedState, trustBlock, trustFounding } from "#client/light/trust.js";
import { verifyStep } from "#client/light/verify.js";
import {
  ABSENT_SIG,
  BLOCK_ID_FLAG,
  type CommitSig,
  type Header,
  headerHash,
  type LightBlock,
  validatorsHash,
} from "#protocol/chain/index.js";
import { buildChain, signCommit, testValidators } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { judge, SECOND, soonAfter } from "./judge.ts";

const chain = buildChain({ length: 12 });
const [one, two, three] = chain.lights as [LightBlock, LightBlock, LightBlock];
const twelve = chain.lights[11] as LightBlock;

async function outcome(from: TrustedState, block: LightBlock, now = soonAfter(block)) {
  const verdict = await verifyStep(judge, from, block, now);
  return verdict.verdict === "SUCCESS" ? "SUCCESS" : `${verdict.verdict} ${verdict.fault.code}`;
}

function withHeader(block: LightBlock, change: Partial<Header>): LightBlock {
  const header = { ...block.signedHeader.header, ...change };
  return { ...block, signedHeader: { ...block.signedHeader, header } };
}

/** Signs a changed header again, as validators would who have all turned bad. */
function resigned(block: LightBlock, change: Partial<Header>, signers = [1, 2, 3, 4]): LightBlock {
  const changed = withHeader(block, change);
  const { header, commit } = changed.signedHeader;
  const blockId = { ...commit.blockId, hash: hashOf(header) };
  const signed = signCommit(header, blockId, block.validators, signers);
  return { ...changed, signedHeader: { header, commit: signed } };
}

function hashOf(header: Header): Uint8Array {
  return headerHash(cryptoHasher, header);
}

function withSignatures(
  block: LightBlock,
  change: (sig: CommitSig, place: number) => CommitSig,
): LightBlock {
  const { header, commit } = block.signedHeader;
  const signatures = commit.signatures.map(change);
  return { ...block, signedHeader: { header, commit: { ...commit, signatures } } };
}

function spoiled(sig: CommitSig): CommitSig {
  const signature = sig.signature.slice();
  signature[5] = (signature[5] as number) ^ 1;
  return { ...sig, signature };
}

test("the next block and a later one follow", async () => {
  const verdict = await verifyStep(judge, trustBlock(one), two, soonAfter(two));
  assert.equal(verdict.verdict, "SUCCESS");
  if (verdict.verdict === "SUCCESS") assert.equal(verdict.signers.length, 4);
  assert.equal(await outcome(trustBlock(one), twelve), "SUCCESS");
});

test("the first block follows from the founding, at the founding's own time", async () => {
  const founding = trustFounding({
    kind: "founding",
    chainId: "test-village",
    validatorsHash: validatorsHash(cryptoHasher, chain.founders),
    time: chain.startTime,
    initialHeight: 1n,
  });
  assert.equal(await outcome(founding, one), "SUCCESS");
  assert.equal(await outcome(founding, two), "NOT_ENOUGH_TRUST not-enough-trust");
  const stranger = { ...founding, nextValidatorsHash: new Uint8Array(32) };
  assert.equal(await outcome(stranger, one), "INVALID not-next-validators");
});

test("a header with any field forged is refused", async () => {
  const { header } = two.signedHeader;
  const other = new Uint8Array(32).fill(7);
  const forgeries: Partial<Header>[] = [
    { version: { block: 12n, app: 1n } },
    { version: { block: 11n, app: 2n } },
    { time: header.time + 1n },
    { lastBlockId: { ...header.lastBlockId, hash: other } },
    { lastBlockId: { hash: header.lastBlockId.hash, parts: { total: 2, hash: other } } },
    { lastCommitHash: other },
    { dataHash: other },
    { validatorsHash: other },
    { nextValidatorsHash: other },
    { consensusHash: other },
    { appHash: other },
    { lastResultsHash: other },
    { evidenceHash: other },
    { proposerAddress: new Uint8Array(20) },
  ];
  for (const forgery of forgeries) {
    const verdict = await outcome(trustBlock(one), withHeader(two, forgery));
    assert.equal(verdict, "INVALID header-hash", Object.keys(forgery)[0]);
  }
  assert.equal(
    await outcome(trustBlock(one), withHeader(two, { height: 3n })),
    "INVALID commit-height",
  );
  assert.equal(
    await outcome(trustBlock(one), withHeader(two, { chainId: "x" })),
    "INVALID wrong-chain",
  );
});

test("forged headers whose hash is signed by too few are refused", async () => {
  const forged = resigned(two, { appHash: new Uint8Array(32).fill(9) }, [1, 2]);
  assert.equal(await outcome(trustBlock(one), forged), "INVALID too-few-signatures");
  const enough = resigned(two, { appHash: new Uint8Array(32).fill(9) }, [1, 2, 3]);
  assert.equal(await outcome(trustBlock(one), enough), "SUCCESS");
});

test("time: expired trust, the future, the past, the clock's allowance", async () => {
  const from = trustBlock(one);
  const { time } = two.signedHeader.header;
  const end = one.signedHeader.header.time + judge.rules.trustingPeriod;
  assert.equal(await outcome(from, two, end - 1n), "SUCCESS");
  assert.equal(await outcome(from, two, end), "INVALID trust-expired");
  assert.equal(await outcome(from, two, time - 10n * SECOND + 1n), "SUCCESS");
  assert.equal(await outcome(from, two, time - 10n * SECOND), "INVALID from-future");
  const same = resigned(two, { time: one.signedHeader.header.time });
  assert.equal(await outcome(from, same), "INVALID time-not-later");
});

test("height: neither the same nor a lower one follows", async () => {
  assert.equal(await outcome(trustBlock(two), two), "INVALID height-not-larger");
  assert.equal(await outcome(trustBlock(three), one), "INVALID height-not-larger");
});

test("validator sets that are not those of the header are refused", async () => {
  const strangers = testValidators([7, 8, 9, 10]);
  const from = trustBlock(one);
  assert.equal(await outcome(from, { ...two, validators: strangers }), "INVALID validators-hash");
  assert.equal(
    await outcome(from, { ...two, nextValidators: strangers }),
    "INVALID next-validators-hash",
  );
  const doubled = testValidators([1, 2, 3, 4], (key) => (key === 1 ? 3n : 1n));
  assert.equal(await outcome(from, { ...two, validators: doubled }), "INVALID validators-hash");
});

test("a whole other community's block is refused next door and not trusted afar", async () => {
  const strangers = buildChain({ length: 12, validatorsAt: () => [7, 8, 9, 10] });
  const next = strangers.lights[1] as LightBlock;
  const later = strangers.lights[11] as LightBlock;
  assert.equal(await outcome(trustBlock(one), next), "INVALID not-next-validators");
  assert.equal(await outcome(trustBlock(one), later), "NOT_ENOUGH_TRUST not-enough-trust");
});

test("a wrong signature counts for nothing and condemns nobody else's", async () => {
  const oneWrong = withSignatures(two, (sig, place) => (place === 2 ? spoiled(sig) : sig));
  const verdict = await verifyStep(judge, trustBlock(one), oneWrong, soonAfter(two));
  assert.equal(verdict.verdict, "SUCCESS");
  if (verdict.verdict === "SUCCESS") assert.equal(verdict.signers.length, 3);
  const twoWrong = withSignatures(two, (sig, place) => (place > 1 ? spoiled(sig) : sig));
  assert.equal(await outcome(trustBlock(one), twoWrong), "INVALID too-few-signatures");
});

test("votes for no block and absent votes do not count", async () => {
  const nil = withSignatures(two, (sig, place) =>
    place > 1 ? { ...sig, flag: BLOCK_ID_FLAG.nil } : sig,
  );
  assert.equal(await outcome(trustBlock(one), nil), "INVALID too-few-signatures");
  const absent = withSignatures(two, (sig, place) => (place > 1 ? ABSENT_SIG : sig));
  assert.equal(await outcome(trustBlock(one), absent), "INVALID too-few-signatures");
});

test("places: one too few, one twice, two exchanged", async () => {
  const { header, commit } = two.signedHeader;
  const withPlaces = (signatures: readonly CommitSig[]): LightBlock => ({
    ...two,
    signedHeader: { header, commit: { ...commit, signatures } },
  });
  const [a, b, c, d] = commit.signatures as [CommitSig, CommitSig, CommitSig, CommitSig];
  for (const places of [
    [a, b, c],
    [a, b, c, d, d],
    [a, a, c, d],
    [b, a, c, d],
  ]) {
    const verdict = await outcome(trustBlock(one), withPlaces(places));
    assert.equal(verdict, "INVALID commit-places");
  }
});

test("exactly two thirds are too few, exactly one third is not enough", async () => {
  const trio = buildChain({ length: 2, validatorsAt: () => [1, 2, 3], signersAt: () => [1, 2] });
  const [first, second] = trio.lights as [LightBlock, LightBlock];
  assert.equal(await outcome(trustBlock(first), second), "INVALID too-few-signatures");
  const shifted = buildChain({
    length: 3,
    validatorsAt: (height) => (height < 3 ? [1, 2, 3] : [1, 4, 5]),
  });
  const verdict = await outcome(
    trustBlock(shifted.lights[0] as LightBlock),
    shifted.lights[2] as LightBlock,
  );
  assert.equal(verdict, "NOT_ENOUGH_TRUST not-enough-trust");
});

test("power counts, not heads", async () => {
  const powerOf = (key: number) => (key === 1 ? 10n : 1n);
  const heavy = buildChain({ length: 2, powerOf, signersAt: () => [1] });
  const light = buildChain({ length: 2, powerOf, signersAt: () => [2, 3, 4] });
  const [a, b] = heavy.lights as [LightBlock, LightBlock];
  assert.equal(await outcome(trustBlock(a), b), "SUCCESS");
  const [c, d] = light.lights as [LightBlock, LightBlock];
  assert.equal(await outcome(trustBlock(c), d), "INVALID too-few-signatures");
});

test("signatures are not looked at when they could not suffice anyway", async () => {
  let looked = 0;
  const verify = () => {
    looked += 1;
    return true;
  };
  const counting = { ...judge, verify };
  const lonely = buildChain({ length: 2, signersAt: () => [1, 2] });
  const [first, second] = lonely.lights as [LightBlock, LightBlock];
  await verifyStep(counting, trustBlock(first), second, soonAfter(second));
  assert.equal(looked, 0);
  await verifyStep(counting, trustBlock(one), two, soonAfter(two));
  assert.equal(looked, 4);
});

test("a signature by a right key for another chain is wrong", async () => {
  const twin = buildChain({ length: 2, chainId: "twin-village" });
  const copied = (twin.lights[1] as LightBlock).signedHeader.commit.signatures;
  const mixed = withSignatures(two, (_, place) => copied[place] as CommitSig);
  assert.equal(await outcome(trustBlock(one), mixed), "INVALID too-few-signatures");
});
