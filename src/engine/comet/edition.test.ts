// Goal: four machines go over to an edition of the law at one height; one without it stops before it in
// words and loses nothing; one that comes late goes through both editions, or takes the state over.
// Method: engines with the real CometBFT, a law that adopts at once, and the second edition of the tests.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { editionIn, headerHash } from "../../protocol/chain/index.ts";
import { editionTables } from "../../protocol/constitution/index.ts";
import { machineSigner, type Signer } from "../embedded/signer.ts";
import { acknowledged } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { nativeHasher } from "../native-hasher.ts";
import { adoptWire, hastyLaw, hastyLawWithNext, rehearsedWire } from "../testing/adopting.ts";
import { assertWhole, reachHeight } from "../testing/alike.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { createCometTestEngine, QUICK } from "../testing/comet-test-engine.ts";
import { testValidatorSeed } from "../testing/test-engine.ts";
import { until } from "../testing/until.ts";

const { path, missing } = testBinary();
const both = hastyLawWithNext();
const SOON = 10_000;

test("four machines turn to an edition together", {
  skip: missing,
  timeout: 240_000,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-edition-"));
  const timing = { ...QUICK, heartbeat: 2_000 };
  const plan = { machines: 4, followers: 2, people: 4, snapshotEvery: 5, timing };
  const testEngine = await createCometTestEngine(folder, path, plan);
  const engines: Engine[] = await Promise.all(
    [1, 2, 3].map((machine) => testEngine.start(machine, {}, undefined, both)),
  );
  const laggard = await testEngine.start(4, {}, undefined, hastyLaw);
  t.after(async () => {
    await Promise.all([...engines, laggard].map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  const [one] = engines as [Engine];
  const submitted: Uint8Array[] = [];
  const act = async (person: number): Promise<void> => {
    const engine = engines[person % 3] as Engine;
    const { id } = acknowledged(await engine.submit(testEngine.addDevice(engine, person)));
    submitted.push(id);
  };
  await act(1);
  const adopt = adoptWire(one, testEngine.people[3] as Signer, {
    person: 4,
    nonce: 1,
    at: Date.now() + SOON,
  });
  acknowledged(await one.submit(adopt));
  for (const machine of [1, 2, 3]) {
    const signer = machineSigner(testValidatorSeed(machine));
    acknowledged(await one.submit(rehearsedWire(one, signer)));
  }
  await until(() => one.ledger.law.edition === 2);
  const height = editionTables.edition.get(one.ledger.reader(), [])?.height ?? 0;
  await reachHeight(one, height);
  await act(2);
  const fault = await laggard.stopped;
  assert.equal(fault?.code, "edition-missing");
  assert.match(fault.message, /edition 2 of the law, which this program does not have/);
  assert.match(fault.remedy, /nothing is lost/);
  assert.equal(laggard.head().height, height - 2, "it has all blocks that it can carry out");

  await assert.rejects(testEngine.start(4, {}, undefined, hastyLaw), /edition 2 of the law/);
  const returned = await testEngine.start(4, {}, undefined, both);
  engines.push(returned);
  await act(3);
  const late = await testEngine.start(5, {}, undefined, both);
  engines.push(late);
  await act(1);
  await assertWhole(engines, submitted);
  for (const at of [height - 1, height]) {
    const light = await late.lightBlock(at);
    assert.ok(light);
    assert.equal(editionIn(light.signedHeader.header), at < height ? 1 : 2);
  }
  const snapshots = async () => (await one.network?.())?.snapshots ?? [];
  while (((await snapshots())[0] ?? 0) < height) await one.tick();
  const begun = await one.lightBlock(2);
  assert.ok(begun);
  const { header } = begun.signedHeader;
  const quick = {
    trusted: { height: 2, hash: headerHash(nativeHasher, header) },
    source: {
      lightBlock: (at: number) => one.lightBlock(at),
      turns: async (at: number) => one.turns?.(at),
    },
  };
  const taken = await testEngine.start(6, { quick }, undefined, both);
  engines.push(taken);
  assert.ok(taken.firstBlock() > height);
  assert.equal(taken.ledger.law.edition, 2);
  await act(2);
  await reachHeight(taken, one.head().height);
});
