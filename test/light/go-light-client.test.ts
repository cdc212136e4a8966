/**
 * Goal: CometBFT's own light client takes the headers of both engines as it takes its own, and
 * refuses what Folkmoot's light client refuses.
 * Method: light blocks are written as CometBFT's JSON and judged by a small program made of its
 * package; beside it our own client judges the same step.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { trustBlock } from "#client/light/trust.js";
import { verifyStep } from "#client/light/verify.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { goTool } from "#engine/testing/go-tool.js";
import { type Header, headerHash, type LightBlock } from "#protocol/chain/index.js";
import { buildChain, signCommit, testValidators } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { askGo, type Question, type Verdict } from "./ask-go.ts";
import { type GrowingEngine, growEngine, lightsOf, startSuccessors } from "./grown-engine.ts";
import { judge, SECOND, soonAfter } from "./judge.ts";

const { path: tool, missing } = goTool("lightcheck");
const comet = testBinary();
const BLOCKS = 40;
let grown: GrowingEngine;

before(async () => {
  if (missing === false) grown = await growEngine(BLOCKS);
});

test("every step of a machine alone, and every leap", { skip: missing }, async () => {
  const { lights } = grown;
  assert.equal(lights.length, BLOCKS + 1);
  const steps = lights.slice(1).map((untrusted, at) => ({ trusted: lights[at]!, untrusted }));
  const leaps = lights.slice(2).map((untrusted) => ({ trusted: lights[0]!, untrusted }));
  const way = { trusted: lights[0]!, untrusted: lights.at(-1)!, via: lights };
  for (const { accepted, reason } of askGo(tool, [...steps, ...leaps, way])) {
    assert.ok(accepted, reason);
  }
  const last = lights.at(-1)!.signedHeader.header;
  assert.notDeepEqual(last.nextValidatorsHash, last.validatorsHash, "it announces other machines");
  await assertAgree([...steps, ...leaps]);
});

test("what was changed is refused, by both", { skip: missing }, async () => {
  const { lights } = grown;
  const [one, two] = lights as [LightBlock, LightBlock];
  const later = lights[20]!;
  const stranger = buildChain({ length: 1, validatorsAt: () => [9] }).lights[0]!;
  const refused: readonly (readonly [RegExp, LightBlock, LightBlock])[] = [
    [/commit signs block/, one, withHeader(two, { appHash: new Uint8Array(32).fill(1) })],
    [/commit signs block/, one, withHeader(later, { appHash: new Uint8Array(32).fill(1) })],
    [/chain/, one, withHeader(two, { chainId: "other-village" })],
    [/wrong signature/, one, withSpoiledSignature(two)],
    [/wrong signature/, one, withSpoiledSignature(later)],
    [/validators/, one, { ...two, validators: stranger.validators }],
    [/validators/, one, { ...later, validators: stranger.validators }],
    [/height/, two, one],
  ];
  const questions = refused.map(([, trusted, untrusted]) => ({ trusted, untrusted }));
  const verdicts = askGo(tool, questions);
  for (const [at, [pattern]] of refused.entries()) {
    assert.equal(verdicts[at]?.accepted, false, `case ${at}`);
    assert.match(verdicts[at]?.reason ?? "", pattern, `case ${at}`);
  }
  await assertAgree(questions);
});

test("trust that is too old, and a block of tomorrow, are refused", { skip: missing }, async () => {
  const [one, two] = grown.lights as [LightBlock, LightBlock];
  const { time } = one.signedHeader.header;
  const questions = [
    { trusted: one, untrusted: two, now: time + judge.rules.trustingPeriod + SECOND },
    { trusted: one, untrusted: two, now: two.signedHeader.header.time - 86_400n * SECOND },
  ];
  const [old, early] = askGo(tool, questions) as [Verdict, Verdict];
  assert.match(old.reason ?? "", /expired/);
  assert.match(early.reason ?? "", /future/);
  await assertAgree(questions);
});

test("many machines that come and go: steps, leaps, and a leap too far", {
  skip: missing,
}, async () => {
  // One seat of four changes every ten blocks; after forty nobody is left.
  const validatorsAt = (height: number) => {
    const first = 1 + Math.floor(height / 10);
    return [first, first + 1, first + 2, first + 3];
  };
  const { lights } = buildChain({ length: 60, validatorsAt });
  const at = (height: number) => lights[height - 1]!;
  const pairs = [1, 5, 9, 10, 11, 19, 25, 30, 45].flatMap((from) =>
    [1, 2, 10, 15].map((step) => ({ trusted: at(from), untrusted: at(from + step) })),
  );
  assert.ok(askGo(tool, pairs).every(({ accepted }) => accepted));
  await assertAgree(pairs);
  const far = { trusted: at(1), untrusted: at(60) };
  const [leap, way] = askGo(tool, [far, { ...far, via: lights }]) as [Verdict, Verdict];
  assert.match(leap.reason ?? "", /can'?t trust new val set/);
  assert.ok(way.accepted, way.reason);
  const two = withSigners(at(2), [1, 2]);
  const three = withSigners(at(2), [1, 2, 3]);
  const shares = [two, three].map((untrusted) => ({ trusted: at(1), untrusted }));
  assert.deepEqual(
    askGo(tool, shares).map(({ accepted }) => accepted),
    [false, true],
  );
  await assertAgree(shares);
});

test("from the founding of one machine to the newest block of four", {
  skip: missing || comet.missing,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-grown-"));
  const engines = await startSuccessors(grown, folder, comet.path);
  t.after(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  const [first] = engines as [(typeof engines)[0]];
  const { height } = grown.start;
  await first.submit(grown.testEngine.addDevice(first, 2));
  while (first.head().height < height + 6) await first.tick();
  const later = await lightsOf(first, height, height + 5);
  assert.equal(later[0]?.validators.validators.length, 4);

  const all = [...grown.lights, ...later];
  const [founding, newest] = [all[0]!, all.at(-1)!];
  const steps = all.slice(1).map((untrusted, place) => ({ trusted: all[place]!, untrusted }));
  const within = { trusted: later[0]!, untrusted: newest };
  const whole = { trusted: founding, untrusted: newest, via: all };
  for (const { accepted, reason } of askGo(tool, [...steps, within, whole])) {
    assert.ok(accepted, reason);
  }
  // Nobody who signed then signs now: the border is crossed in one step or not at all.
  const [over] = askGo(tool, [{ trusted: founding, untrusted: newest }]) as [Verdict];
  assert.match(over.reason ?? "", /can'?t trust new val set/);
  const forged = askGo(tool, [
    { trusted: later[0]!, untrusted: withHeader(newest, { appHash: new Uint8Array(32) }) },
  ]);
  assert.match(forged[0]?.reason ?? "", /commit signs block/);
  await assertAgree([...steps, within, { trusted: founding, untrusted: newest }]);
});

test("one wrong signature among enough right ones: only CometBFT minds", {
  skip: missing,
}, async () => {
  const [trusted, next] = buildChain({ length: 2 }).lights as [LightBlock, LightBlock];
  const untrusted = withSpoiledSignature(next, 1);
  const [theirs] = askGo(tool, [{ trusted, untrusted }]) as [Verdict];
  assert.match(theirs.reason ?? "", /wrong signature/);
  const ours = await verifyStep(judge, trustBlock(trusted), untrusted, soonAfter(untrusted));
  assert.equal(ours.verdict, "SUCCESS");
});

/** Asks our own light client the same, and insists on the same answers. */
async function assertAgree(questions: readonly Question[]): Promise<void> {
  const theirs = askGo(tool, questions).map(({ accepted }) => accepted);
  const ours = await Promise.all(
    questions.map(async ({ trusted, untrusted, now = soonAfter(untrusted) }) => {
      const state = trustBlock(trusted);
      return (await verifyStep(judge, state, untrusted, now)).verdict === "SUCCESS";
    }),
  );
  assert.deepEqual(ours, theirs);
}

function withHeader(block: LightBlock, change: Partial<Header>): LightBlock {
  const header = { ...block.signedHeader.header, ...change };
  return { ...block, signedHeader: { ...block.signedHeader, header } };
}

/** The same block with the signatures of the first so many machines spoiled; of all unless told. */
function withSpoiledSignature(block: LightBlock, spoiled = Number.POSITIVE_INFINITY): LightBlock {
  const { header, commit } = block.signedHeader;
  const signatures = commit.signatures.map((sig, place) => {
    if (place >= spoiled) return sig;
    const signature = sig.signature.slice();
    signature[7] = (signature[7] as number) ^ 1;
    return { ...sig, signature };
  });
  return { ...block, signedHeader: { header, commit: { ...commit, signatures } } };
}

/** The same block with a commit of some of its four machines. */
function withSigners(block: LightBlock, signers: readonly number[]): LightBlock {
  const { header, commit } = block.signedHeader;
  assert.deepEqual(headerHash(cryptoHasher, header), commit.blockId.hash);
  const set = testValidators([1, 2, 3, 4]);
  return {
    ...block,
    signedHeader: { header, commit: signCommit(header, commit.blockId, set, signers) },
  };
}
