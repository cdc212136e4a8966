// Goal: a block that was carried out ahead is the block that is decided, or has never been.
// Method: a writer on a store in memory, blocks as consensus would hand them over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as soon } from "node:timers/promises";
import type { Ledger } from "../../protocol/ledger.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { systemClock } from "../clock.ts";
import { NO_CHECKPOINT } from "../embedded/checkpoint-file.ts";
import { createMemoryMarker } from "../embedded/head-marker.ts";
import { findReceipt } from "../embedded/history.ts";
import type { CommittedBlock } from "../engine.ts";
import { nativeHasher } from "../native-hasher.ts";
import { nativeVerify } from "../native-signature.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { createTestEngine, TEST_ENGINE_START } from "../testing/test-engine.ts";
import { verifyVrf } from "../vrf.ts";
import { createBlockWriter, type DecidedBlock } from "./block-writer.ts";
import { openCometChain } from "./open-chain.ts";
import type { CometNetwork } from "./options.ts";

test("a decided block that was carried out ahead is not carried out again", async () => {
  const { writer, proposed, committed, block } = await openWriter();
  const one = block("one", 1);
  writer.executeAhead(one);
  await soon();
  assert.equal(proposed(), 1);
  const result = writer.execute(one);
  assert.equal(proposed(), 1);
  assert.deepEqual(result.codes, [0]);
  await writer.commit();
  assert.deepEqual(committed[0]?.root, result.root);
  assert.deepEqual(writer.head().root, result.root);
});

test("it comes to the same as without", async () => {
  const [ahead, plain] = [await openWriter(), await openWriter()];
  const one = ahead.block("one", 1);
  ahead.writer.executeAhead(one);
  await soon();
  assert.deepEqual(ahead.writer.execute(one), plain.writer.execute(one));
});

test("another block of the same height starts again", async () => {
  const { writer, proposed, block } = await openWriter();
  const [one, other] = [block("one", 1), block("other", 2)];
  const plain = (await openWriter()).writer.execute(other);
  writer.executeAhead(one);
  await soon();
  assert.deepEqual(writer.execute(other), plain);
  assert.equal(proposed(), 2);
  await writer.commit();
  assert.deepEqual(writer.head().hash, other.hash);
});

test("what was asked for ahead too late is not carried out any more", async () => {
  const { writer, proposed, block } = await openWriter();
  const one = block("one", 1);
  writer.executeAhead(one);
  writer.execute(one);
  await soon();
  await writer.commit();
  assert.equal(proposed(), 1);
  assert.equal(writer.head().height, 1);
});

test("what fails ahead fails only when it is decided", async () => {
  const { writer, block } = await openWriter();
  const wrong = { ...block("one", 1), height: 7 };
  writer.executeAhead(wrong);
  await soon();
  assert.throws(() => writer.execute(wrong), /follows the newest one/);
  writer.execute(block("other", 2));
  await writer.commit();
  assert.equal(writer.head().height, 1);
});

test("a block that was chosen here is not carried out again, and comes to the same", async () => {
  const { writer, proposed, block } = await openWriter();
  const one = block("one", 1);
  const plain = (await openWriter()).writer.execute(one);
  const refused = writer.ledger().stateMachine.decode(new Uint8Array(200));
  const actions = writer.choose({ ...one, actions: [refused, ...one.actions] });
  assert.deepEqual(actions, one.actions);
  const again = actions.map(({ wire }) => writer.ledger().stateMachine.decode(wire.slice()));
  assert.deepEqual(writer.execute({ ...one, actions: again }), plain);
  assert.equal(proposed(), 0);
  await writer.commit();
  assert.deepEqual(writer.head().root, plain.root);
});

test("what was chosen is of no account to any other block", async () => {
  const absent = [new Uint8Array(20)];
  const changes: readonly ((one: DecidedBlock, other: DecidedBlock) => Partial<DecidedBlock>)[] = [
    ({ time }) => ({ time: time + 1 }),
    (_, { actions }) => ({ actions }),
    () => ({ actions: [] }),
    () => ({ evidence: { absent, misbehaviours: [] } }),
  ];
  for (const change of changes) {
    const { writer, proposed, block } = await openWriter();
    const one = block("one", 1);
    const decided = { ...one, ...change(one, block("other", 2)) };
    writer.choose(one);
    const result = writer.execute(decided);
    assert.equal(proposed(), 1);
    assert.deepEqual(result, (await openWriter()).writer.execute(decided));
    await writer.commit();
  }
});

test("what was chosen is used once: carried out again, the block comes to the same", async () => {
  const { writer, block } = await openWriter();
  const [one, other] = [block("one", 1), block("other", 2)];
  writer.choose(one);
  const first = writer.execute(one);
  writer.execute(other);
  assert.deepEqual(writer.execute(one), first);
  await writer.commit();
  assert.deepEqual(writer.head().root, first.root);
});

test("bytes that a proposer puts in once more do not hide what came of them", async () => {
  const { writer, store, block } = await openWriter();
  const one = block("one", 1);
  const [action] = one.actions;
  assert.ok(action !== undefined);
  const found = () => findReceipt(folkmootLaw, store, action.id);
  assert.deepEqual(writer.execute({ ...one, actions: [action, action] }).codes[0], 0);
  await writer.commit();
  const receipt = await found();
  assert.deepEqual([receipt?.height, receipt?.index, receipt?.code], [1, 0, 0]);
  const again = { ...block("two", 2), height: 2, time: one.time + 1_000, actions: [action] };
  assert.notEqual(writer.execute(again).codes[0], 0);
  await writer.commit();
  assert.equal(writer.head().height, 2);
  assert.deepEqual(await found(), receipt);
});

/** A writer on a test engine, and blocks of one action for it. */
async function openWriter() {
  const testEngine = createTestEngine();
  const options = {
    law: folkmootLaw,
    founding: testEngine.founding,
    store: createMemoryStore(),
    clock: systemClock,
    hasher: nativeHasher,
    marker: createMemoryMarker(),
    checkpoint: NO_CHECKPOINT,
    // A writer asks of other machines only who signs at first.
    network: { start: { height: 1, validators: [] } } as unknown as CometNetwork,
  };
  const chain = await openCometChain(options, {
    hasher: nativeHasher,
    verify: nativeVerify,
    vrf: verifyVrf,
  });
  const { ledger } = chain;
  let proposed = 0;
  const counting: Ledger = {
    ...ledger,
    propose(input) {
      proposed += 1;
      return ledger.propose(input);
    },
  };
  const committed: CommittedBlock[] = [];
  const writer = createBlockWriter(options, { ...chain, ledger: counting }, (block) => {
    committed.push(block);
  });
  const engine = { ledger, head: () => ({ time: TEST_ENGINE_START }) } as never;
  const block = (name: string, person: number): DecidedBlock => ({
    height: 1,
    time: TEST_ENGINE_START + 1_000,
    actions: [ledger.stateMachine.decode(testEngine.addDevice(engine, person, { name }))],
    hash: nativeHasher.sha256(new TextEncoder().encode(name)),
  });
  return { writer, store: options.store, committed, block, proposed: () => proposed };
}
