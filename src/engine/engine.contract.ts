import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkBlock,
  checkCommit,
  commitHash,
  decodeBlock,
  decodeCommit,
  headerHash,
  sameBlockId,
  validatorsHash,
} from "../protocol/chain/index.ts";
import { equalBytes, toHex } from "../protocol/kernel/bytes.ts";
import { DAY } from "../protocol/kernel/time.ts";
import type { CommittedBlock, Engine, Submission } from "./engine.ts";
import { EngineFault } from "./engine-fault.ts";
import { nativeHasher } from "./native-hasher.ts";
import { nativeVerify } from "./native-signature.ts";
import type { ActionChanges } from "./testing/test-engine.ts";

/** An engine under test, and how to make actions for it. */
export interface EngineUnderTest {
  readonly engine: Engine;
  addDevice(person: number, changed?: ActionChanges): Uint8Array;
  /** Stops it and starts it again on what it has kept. */
  restart(): Promise<Engine>;
  /** Lets time pass; absent where nobody can move the clock that counts. */
  advance?(milliseconds: number): void;
  end(): Promise<void>;
}

/** Tests what every engine promises, whatever it is made of. */
export function testEngine(name: string, open: () => Promise<EngineUnderTest>): void {
  const promise = (what: string, run: (under: EngineUnderTest) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const under = await open();
      try {
        await run(under);
      } finally {
        await under.end();
      }
    });

  promise("an acknowledged action can be found, and its block checked", async (under) => {
    const { engine } = under;
    const receipt = acknowledged(await engine.submit(under.addDevice(1)));
    assert.deepEqual(await engine.find(receipt.id), receipt);
    await engine.tick();
    await assertChain(engine);
  });

  promise("a refused action is in no block and changes nothing", async (under) => {
    const { engine } = under;
    const { root } = engine.head();
    const answer = await engine.submit(under.addDevice(1, { isRefused: true }));
    assert.equal(answer.state, "refused");
    assert.equal(answer.state === "refused" && answer.refusal.fault.code, "identity/ends-too-soon");
    assert.equal(answer.state === "refused" && (await engine.find(answer.id)), undefined);
    await engine.tick();
    assert.deepEqual(engine.head().root, root);
  });

  promise("what was acknowledged is never done again", async (under) => {
    const wire = under.addDevice(1);
    acknowledged(await under.engine.submit(wire));
    const again = await under.engine.submit(wire);
    assert.equal(again.state === "refused" && again.refusal.fault.code, "kernel/nonce-used");
  });

  promise("actions of one device keep the order in which they came", async (under) => {
    const wires = Array.from({ length: 16 }, () => under.addDevice(2));
    const answers = await Promise.all(wires.map((wire) => under.engine.submit(wire)));
    const done = answers.filter(({ state }) => state === "acknowledged");
    assert.equal(done.length, 15, "a person has at most 16 devices");
    const places = done.map((answer) => {
      const { height, index } = acknowledged(answer);
      return height * 100_000 + index;
    });
    assert.deepEqual(
      places,
      places.toSorted((left, right) => left - right),
    );
  });

  promise("wrong bytes are refused at once, by their own fault", async (under) => {
    const { engine } = under;
    const forged = under.addDevice(1, { nonce: 900 });
    forged[40] = (forged[40] ?? 0) ^ 1;
    const cases: readonly [Uint8Array, string][] = [
      [new Uint8Array(0), "kernel/malformed"],
      [new Uint8Array(20_000), "kernel/too-large"],
      [forged, "kernel/bad-signature"],
      [under.addDevice(1, { expires: 1 }), "kernel/expired"],
      [under.addDevice(1, { community: new Uint8Array(32) }), "kernel/other-community"],
    ];
    for (const [wire, code] of cases) {
      const answer = await engine.submit(wire);
      assert.equal(answer.state === "refused" && answer.refusal.fault.code, code);
    }
  });

  promise("an empty block does not change the root, and its time is later", async (under) => {
    const before = under.engine.head();
    const after = await under.engine.tick();
    assert.equal(after.height, before.height + 1);
    assert.deepEqual(after.root, before.root);
    assert.ok(after.time > before.time);
  });

  promise("listeners hear of every block, once and in order", async (under) => {
    const heard: CommittedBlock[] = [];
    const stop = under.engine.subscribe((block) => heard.push(block));
    const from = under.engine.head().height;
    await under.engine.submit(under.addDevice(1));
    await under.engine.tick();
    stop();
    await under.engine.tick();
    const heights = heard.map(({ height }) => height);
    assert.deepEqual(
      heights,
      heights.map((_, at) => from + 1 + at),
    );
    const withActions = heard.find(({ receipts }) => receipts.length > 0);
    assert.deepEqual(withActions?.changed, ["identity", "witness"]);
  });

  promise("a change is proved by the header of the next block", async (under) => {
    const { engine } = under;
    const { height } = acknowledged(await engine.submit(under.addDevice(1)));
    const { root } = engine.head();
    await engine.tick();
    const light = await engine.lightBlock(height + 1);
    assert.deepEqual(light?.signedHeader.header.appHash, root);
  });

  promise("everything is there after a stop and a start", async (under) => {
    const first = acknowledged(await under.engine.submit(under.addDevice(1)));
    const { root, height } = under.engine.head();
    const again = await under.restart();
    assert.ok(again.head().height >= height);
    assert.deepEqual(again.head().root, root);
    assert.deepEqual((await again.find(first.id))?.id, first.id);
    assert.equal((await again.submit(under.addDevice(2))).state, "acknowledged");
    await again.tick();
    await assertChain(again);
  });

  promise("after a stop nothing is taken", async (under) => {
    await under.engine.stop();
    await assert.rejects(under.engine.submit(under.addDevice(1)), isFault("stopped"));
    assert.equal(await under.engine.stopped, undefined);
  });

  promise("block times follow the clock", async (under) => {
    const before = under.engine.head().time;
    if (under.advance === undefined) {
      await under.engine.tick();
      const { time } = await under.engine.tick();
      assert.ok(time > before && Math.abs(Date.now() - time) < 30_000);
      return;
    }
    under.advance(3 * DAY);
    assert.ok((await under.engine.tick()).time >= before + 3 * DAY);
  });
}

/** Tells whether an error is a fault of the engine with a code. */
export function isFault(code: string): (error: unknown) => boolean {
  return (error) => error instanceof EngineFault && error.code === code;
}

/** The receipt of an action that was acknowledged; fails for any other answer. */
export function acknowledged(answer: Submission) {
  assert.ok(
    answer.state === "acknowledged",
    answer.state === "refused" ? answer.refusal.fault.code : "",
  );
  return answer.receipt;
}

/** Checks every block of a chain: its own hashes, its link, its signatures, its app hash. */
export async function assertChain(engine: Engine): Promise<void> {
  const { height } = engine.head();
  let before: { readonly hash: Uint8Array; readonly commit: Uint8Array } | undefined;
  for (let at = 1; at <= height; at += 1) {
    const kept = await engine.block(at);
    const light = await engine.lightBlock(at);
    assert.ok(kept !== undefined && light !== undefined, `block ${at} is there`);
    const block = decodeBlock(kept.block);
    const commit = decodeCommit(kept.commit);
    assert.ok(block.ok && commit.ok);
    const { header } = block.value;
    assert.ok(checkBlock(nativeHasher, block.value, kept.block, commit.value.blockId).ok);
    assert.equal(
      toHex(header.validatorsHash),
      toHex(validatorsHash(nativeHasher, light.validators)),
    );
    const signed = checkCommit(nativeVerify, engine.chainId, commit.value, light.validators);
    assert.ok(signed.ok, `block ${at} is signed`);
    if (before !== undefined) {
      assert.ok(equalBytes(header.lastBlockId.hash, before.hash), `block ${at} follows`);
      assert.ok(equalBytes(header.lastCommitHash, before.commit));
    }
    assert.ok(sameBlockId(light.signedHeader.commit.blockId, commit.value.blockId));
    before = {
      hash: headerHash(nativeHasher, header),
      commit: commitHash(nativeHasher, commit.value),
    };
  }
}
