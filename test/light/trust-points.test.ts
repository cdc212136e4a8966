/**
 * Goal: nobody talks a device out of what it knows: its founding, its invitation, what it has verified.
 * Method: forks of one chain, each signed by the same machines, behind nodes that show one or the other.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { createLightClient } from "#client/light/light-client.js";
import type { LightClientOptions } from "#client/light/options.js";
import { SIGNATURES_MAX } from "#client/light/signature-budget.js";
import type { LightSource } from "#client/light/source.js";
import {
  type Anchor,
  anchorOf,
  DEFAULT_TRUST_RULES,
  type FoundingAnchor,
  type TrustStore,
  trustFounding,
} from "#client/light/trust.js";
import { verifyStep } from "#client/light/verify.js";
import {
  ABSENT_SIG,
  type CommitSig,
  encodeLightBlock,
  type LightBlock,
  validatorsHash,
} from "#protocol/chain/index.js";
import { buildChain, type TestChain } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { judge, SECOND, soonAfter, sourceOf } from "./judge.ts";

const FORKED = 20;
const chain = buildChain({ length: 40 });
const fork = buildChain({
  length: 60,
  txsAt: (height) => (height > FORKED ? [new Uint8Array([1])] : []),
});
const at = (height: number, of: TestChain = chain) => of.lights[height - 1] as LightBlock;
const newest = soonAfter(at(60, fork));

const founding: FoundingAnchor = {
  kind: "founding",
  chainId: "test-village",
  validatorsHash: validatorsHash(cryptoHasher, chain.founders),
  time: chain.startTime,
  initialHeight: 1n,
};

function keeping(block?: LightBlock): TrustStore & { kept: Uint8Array | undefined } {
  return {
    kept: block === undefined ? undefined : encodeLightBlock(block),
    load() {
      return Promise.resolve(this.kept);
    },
    async save(bytes) {
      this.kept = bytes;
    },
  };
}

function clientOf(
  source: LightSource,
  trust: LightClientOptions["trust"],
  more: Partial<LightClientOptions> = {},
) {
  const { hasher, verify } = judge;
  return createLightClient({ source, trust, hasher, verify, now: () => newest, ...more });
}

async function faultOf(
  source: LightSource,
  trust: LightClientOptions["trust"],
  more?: Partial<LightClientOptions>,
) {
  const answer = await clientOf(source, trust, more).latest();
  return answer.ok ? undefined : answer.reason;
}

/** A block whose signatures are changed, place by place. */
function signedBy(block: LightBlock, change: (sig: CommitSig, place: number) => CommitSig) {
  const { header, commit } = block.signedHeader;
  const signatures = commit.signatures.map(change);
  return { ...block, signedHeader: { header, commit: { ...commit, signatures } } };
}

const unsigned = (block: LightBlock) => signedBy(block, () => ABSENT_SIG);
const forged = (block: LightBlock) =>
  signedBy(block, (sig) => ({ ...sig, signature: new Uint8Array(64).fill(7) }));
const withBlock = (height: number, block: LightBlock) => chain.lights.with(height - 1, block);

test("an anchor by header whose page nobody has signed, or has signed wrongly, is refused", async () => {
  const anchor = anchorOf(cryptoHasher, at(30));
  assert.equal(await faultOf(sourceOf(chain.lights), { anchor }), undefined);
  for (const block of [unsigned(at(30)), forged(at(30))]) {
    const fault = await faultOf(sourceOf(withBlock(30, block)), { anchor });
    assert.equal(fault?.code, "too-few-signatures");
  }
});

test("who signed is counted, and never taken from how many could have", async () => {
  const three = signedBy(at(40), (sig, place) => (place === 0 ? ABSENT_SIG : sig));
  const lights = withBlock(40, three);
  const anchored = await clientOf(sourceOf(lights), {
    anchor: anchorOf(cryptoHasher, three),
  }).latest();
  assert.ok(anchored.ok);
  assert.deepEqual([anchored.value.signers.length, anchored.value.validatorCount], [3, 4]);
  const kept = await clientOf(sourceOf(lights), {
    anchor: founding,
    store: keeping(three),
  }).latest();
  assert.ok(kept.ok && kept.value.how === "kept");
  assert.equal(kept.value.signers.length, 3);
});

test("a page that is reached by hash links must be signed, too", async () => {
  const anchor = anchorOf(cryptoHasher, at(40));
  const lights = withBlock(35, unsigned(at(35)));
  const answer = await clientOf(sourceOf(lights), { anchor }).blockAt(35n);
  assert.ok(!answer.ok && answer.reason.code === "too-few-signatures");
  const right = await clientOf(sourceOf(chain.lights), { anchor }).blockAt(35n);
  assert.ok(right.ok && right.value.signers.length === 4);
});

test("a kept page without signatures is left aside", async () => {
  const store = keeping(unsigned(at(40)));
  const answer = await clientOf(sourceOf(chain.lights), { anchor: founding, store }).latest();
  assert.ok(answer.ok && answer.value.how === "signed");
});

test("a node that came back from a backup is found, whether it ends lower or goes on differently", async () => {
  const store = () => keeping(at(40));
  const ended = await faultOf(sourceOf(chain.lights.slice(0, 30)), {
    anchor: founding,
    store: store(),
  });
  assert.equal(ended?.code, "went-back");
  assert.ok(ended?.conflict?.by === "node");
  assert.equal(ended.conflict.verified.signedHeader.header.height, 40n);
  assert.equal(ended.conflict.other.signedHeader.header.height, 30n);
  for (const length of [40, 41, 60]) {
    const kept = store();
    const fault = await faultOf(sourceOf(fork.lights.slice(0, length)), {
      anchor: founding,
      store: kept,
    });
    assert.equal(fault?.code, "conflicting-header", `${length}`);
    assert.ok(fault?.conflict?.by === "node");
    assert.equal(fault.conflict.other.signedHeader.header.height, 40n);
    assert.deepEqual(kept.kept, encodeLightBlock(at(40)), "what was verified stays");
  }
});

test("a node that goes back while it is looked at is found, at rows and single pages too", async () => {
  let lights = chain.lights;
  const switching: LightSource = {
    lightBlock: (height) => sourceOf(lights).lightBlock(height),
    proveRange: async () => ({ height: 24n, proof: new Uint8Array() }),
  };
  const client = clientOf(switching, { anchor: founding });
  assert.ok((await client.latest()).ok);
  lights = fork.lights;
  const later = await client.latest();
  assert.ok(!later.ok && later.reason.code === "conflicting-header");
  const page = await client.blockAt(50n);
  assert.ok(!page.ok && page.reason.code === "conflicting-header");
  const rows = await client.verifiedRow(new Uint8Array(32));
  assert.ok(!rows.ok && rows.reason.code === "conflicting-header");
});

test("a node that says it has not got a verified page is not believed", async () => {
  const source = sourceOf(fork.lights);
  const forgetful: LightSource = {
    ...source,
    lightBlock: async (height) => (height === 40n ? undefined : source.lightBlock(height)),
  };
  const fault = await faultOf(forgetful, { anchor: founding, store: keeping(at(40)) });
  assert.equal(fault?.code, "missing");
});

test("rows of an older state than the newest page are refused", async () => {
  const old: LightSource = {
    ...sourceOf(chain.lights),
    proveRange: async () => ({ height: 20n, proof: new Uint8Array() }),
  };
  const answer = await clientOf(old, { anchor: founding }).verifiedRow(new Uint8Array(32));
  assert.ok(!answer.ok && answer.reason.code === "old-state");
});

test("an invitation's page and older anchors are compared with what the node shows", async () => {
  const anchor = anchorOf(cryptoHasher, at(10));
  const other: Anchor = anchorOf(cryptoHasher, at(30, fork));
  const agreeing = [anchorOf(cryptoHasher, at(30)), founding, anchorOf(cryptoHasher, at(60, fork))];
  const source = sourceOf(chain.lights);
  assert.equal(await faultOf(source, { anchor, others: agreeing }), undefined);
  for (const trust of [{ anchor, others: [other] }, { anchor: other }]) {
    for (const store of [keeping(), keeping(at(25))]) {
      const fault = await faultOf(source, { ...trust, store });
      assert.equal(fault?.code, "conflicting-header");
      assert.ok(fault?.conflict?.by === "named");
      assert.equal(fault.conflict.verified.signedHeader.header.height, 30n);
    }
  }
});

test("a newer anchor does not hide that the kept page is of another history", async () => {
  const anchor = anchorOf(cryptoHasher, at(50, fork));
  const fault = await faultOf(sourceOf(fork.lights), { anchor, store: keeping(at(40)) });
  assert.equal(fault?.code, "conflicting-header");
  assert.ok(fault?.conflict?.by === "node");
});

test("a kept page of strangers never wins over the founding", async () => {
  const strangers = buildChain({ length: 60, validatorsAt: () => [7, 8, 9, 10] });
  const store = keeping(at(40, strangers));
  const theirs = await faultOf(sourceOf(strangers.lights), { anchor: founding, store });
  assert.ok(theirs !== undefined);
  const ours = await faultOf(sourceOf(chain.lights), { anchor: founding, store });
  assert.ok(ours?.conflict?.by === "node");
  const late = newest + DEFAULT_TRUST_RULES.trustingPeriod - 30n * SECOND;
  const trust = { anchor: anchorOf(cryptoHasher, at(40, strangers)), others: [founding] };
  const expired = await faultOf(sourceOf(strangers.lights), trust, {
    now: () => late - 600n * SECOND,
  });
  assert.equal(expired?.code, "not-next-validators");
});

test("a clock that went back does not make an old page vouch for longer", async () => {
  const { trustingPeriod } = DEFAULT_TRUST_RULES;
  const spread = buildChain({ length: 3, interval: trustingPeriod - 60n * SECOND });
  let now = soonAfter(at(2, spread));
  const client = clientOf(
    sourceOf(spread.lights.slice(0, 2)),
    { anchor: anchorOf(cryptoHasher, at(1, spread)) },
    { now: () => now },
  );
  assert.ok((await client.latest()).ok);
  now = spread.startTime - 3600n * SECOND;
  assert.ok((await client.latest()).ok, "the newest verified page is not in the future");
});

test("a trust level below a third or above all is refused", () => {
  const source = sourceOf(chain.lights);
  const level = (numerator: bigint, denominator: bigint) => () =>
    clientOf(source, {
      anchor: founding,
      rules: { ...DEFAULT_TRUST_RULES, trustLevel: { numerator, denominator } },
    });
  for (const [share, whole] of [
    [1n, 4n],
    [4n, 3n],
    [1n, 0n],
    [-1n, -3n],
    [0n, 1n],
  ] as const) {
    assert.throws(level(share, whole), RangeError, `${share}/${whole}`);
  }
  for (const [share, whole] of [
    [1n, 3n],
    [2n, 3n],
    [1n, 1n],
  ] as const)
    level(share, whole)();
});

test("more than four hundred signatures are checked only where the person agrees", async () => {
  const validators = [...Array(90).keys()];
  const crowd = buildChain({
    length: 12,
    validatorsAt: (height) => validators.map((seat) => seat + 40 * height),
  });
  const anchor = anchorOf(cryptoHasher, at(1, crowd));
  const more = { now: () => soonAfter(at(12, crowd)) };
  const source = sourceOf(crowd.lights);
  let checked = 0;
  const verify: typeof judge.verify = (...signature) => {
    checked += 1;
    return judge.verify(...signature);
  };
  const fault = await faultOf(source, { anchor }, { ...more, verify });
  assert.equal(fault?.code, "too-many-signatures");
  assert.ok(checked <= SIGNATURES_MAX);
  let asked = 0;
  const agreeToMore = async () => {
    asked += 1;
    return true;
  };
  assert.equal(await faultOf(source, { anchor }, { ...more, agreeToMore }), undefined);
  assert.equal(asked, 1);
  const refusing = { ...more, agreeToMore: async () => false };
  assert.equal((await faultOf(source, { anchor }, refusing))?.code, "too-many-signatures");
});

test("silent witnesses agree to nothing, and how many agree is told", async () => {
  const silent: LightSource = {
    lightBlock: () => Promise.reject(new Error("away")),
    proveRange: () => Promise.reject(new Error("away")),
  };
  const witnesses = [silent, sourceOf(chain.lights), silent];
  const opinionsWith = async (asked: readonly LightSource[]) => {
    const source = sourceOf(chain.lights);
    const answer = await clientOf(source, { anchor: founding }, { witnesses: asked }).latest();
    assert.ok(answer.ok);
    return [answer.value.asked, answer.value.agreeing];
  };
  assert.deepEqual(await opinionsWith(witnesses), [3, 1]);
  assert.deepEqual(await opinionsWith([silent]), [1, 0]);
  assert.deepEqual(await opinionsWith([]), [0, 0]);
});

test("rules that nobody could trust are refused by a single step, too", async () => {
  const trusted = trustFounding(founding);
  const rules = DEFAULT_TRUST_RULES;
  for (const wrong of [
    { ...rules, trustLevel: { numerator: 1n, denominator: 4n } },
    { ...rules, trustLevel: { numerator: 4n, denominator: 3n } },
    { ...rules, trustingPeriod: 0n },
    { ...rules, clockDrift: -1n },
  ]) {
    const step = verifyStep({ ...judge, rules: wrong }, trusted, at(1), newest);
    await assert.rejects(step, RangeError);
  }
  assert.equal((await verifyStep(judge, trusted, at(1), newest)).verdict, "SUCCESS");
});
