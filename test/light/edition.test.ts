/**
 * Goal: a light client goes across an edition of the law without being told: each header names its edition,
 * and with it how the rows are read that are proved against its root.
 *
 * Method: an embedded engine on a law that adopts at once, with the second edition of the tests.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLightClient } from "#client/light/light-client.js";
import type { LightSource } from "#client/light/source.js";
import { anchorOf } from "#client/light/trust.js";
import { portableHasher } from "#client/portable-hasher.js";
import { verifyAsync } from "#client/signature.js";
import type { Engine } from "#engine/engine.js";
import { adoptWire, hastyLawWithNext, rehearsedWire } from "#engine/testing/adopting.js";
import { createTestEngine, namedSigner } from "#engine/testing/test-engine.js";
import {
  commitSignBytes,
  editionIn,
  headerHash,
  type LightBlock,
  lightBlockToJson,
  runOf,
} from "#protocol/chain/index.js";
import { editionTables } from "#protocol/constitution/index.js";
import { DAY, decode, editionOf, present } from "#protocol/index.js";
import { lightsOf } from "./grown-engine.ts";
import { soonAfter } from "./judge.ts";

const law = hastyLawWithNext();
const { edition } = editionTables;

function sourceFrom(engine: Engine): LightSource {
  return {
    async lightBlock(height) {
      const wanted = height === "latest" ? engine.head().height : Number(height);
      return JSON.parse(
        JSON.stringify(lightBlockToJson(present(await engine.lightBlock(wanted), "it is kept"))),
      );
    },
    async proveRange({ from, until }, height) {
      const at = Number(height ?? BigInt(engine.head().height - 1));
      const answer = engine.ledger.prove(at, from, until);
      assert.ok(answer.ok);
      return { height: BigInt(at), proof: answer.proof };
    },
  };
}

/** The same header under another edition, signed by the machine itself. */
function relabelled(block: LightBlock, edition: number, sign: (bytes: Uint8Array) => Uint8Array) {
  const { header: own, commit } = block.signedHeader;
  const header = { ...own, version: { ...own.version, app: BigInt(edition) } };
  const blockId = { ...commit.blockId, hash: headerHash(portableHasher, header) };
  const bare = { ...commit, blockId };
  const signatures = commit.signatures.map((sig) => ({
    ...sig,
    signature: sign(commitSignBytes(header.chainId, bare, sig)),
  }));
  return { ...block, signedHeader: { header, commit: { ...bare, signatures } } };
}

/** A machine that has turned to edition 2, and the first block under it. */
async function turned(isAdopted = true) {
  const testEngine = createTestEngine(1);
  const engine = await testEngine.start({ law });
  const at = testEngine.clock.now() + DAY;
  const signer = namedSigner("person 1");
  if (isAdopted) {
    await engine.submit(adoptWire(engine, signer, { person: 1, nonce: 1, at }));
    await engine.submit(rehearsedWire(engine, testEngine.validator));
  }
  testEngine.clock.advance(DAY);
  for (let block = 0; block < 5; block += 1) {
    testEngine.clock.advance(1);
    await engine.tick();
  }
  const height = edition.get(engine.ledger.reader(), [])?.height ?? 0;
  assert.equal(engine.ledger.law.edition, isAdopted ? 2 : 1);
  return { engine, height, sign: (bytes: Uint8Array) => testEngine.validator.sign(bytes) };
}

test("a page that its machine signs under an edition which is not in force is not believed", async () => {
  for (const [isAdopted, claimed, before] of [
    [false, 2, 1],
    [false, 7, 1],
    [true, 1, 2],
    [true, 3, 2],
    // A device that has never seen the turn cannot miss it by the number alone.
    [true, 1, 1],
  ] as const) {
    const { engine, height, sign } = await turned(isAdopted);
    const newest = present(await engine.lightBlock(engine.head().height), "it is kept");
    const lie = relabelled(newest, claimed, sign);
    const honest = sourceFrom(engine);
    const from = before === 1 ? 1 : height;
    const [anchored] = await lightsOf(engine, from, from);
    const device = (source: LightSource) =>
      createLightClient({
        source,
        trust: { anchor: anchorOf(portableHasher, present(anchored, "a page")) },
        hasher: portableHasher,
        verify: verifyAsync,
        now: () => soonAfter(newest),
      });
    const lying: LightSource = {
      ...honest,
      lightBlock: (at) =>
        at === "latest" ? Promise.resolve(lightBlockToJson(lie)) : honest.lightBlock(at),
    };
    const found = await device(lying).latest();
    const isTurn = claimed !== before;
    assert.equal(found.ok ? "" : found.reason.code, isTurn ? "another-edition" : "", `${claimed}`);
    assert.ok((await device(honest).latest()).ok);
    const silent = { ...lying, proveRange: () => Promise.reject(new Error("away")) };
    assert.equal((await device(silent).latest()).ok, !isTurn);
    await engine.stop();
  }
});

test("a light client goes across an edition, and reads rows under the header's own", async () => {
  const { engine, height } = await turned();
  const [first, last] = [
    present(await engine.lightBlock(1), "it is kept"),
    present(await engine.lightBlock(engine.head().height), "it is kept"),
  ];
  const { header } = first.signedHeader;
  const client = createLightClient({
    source: sourceFrom(engine),
    trust: {
      anchor: {
        kind: "founding",
        chainId: header.chainId,
        validatorsHash: header.validatorsHash,
        time: header.time,
        initialHeight: 1n,
      },
    },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => soonAfter(last),
  });
  for (const [at, number] of [
    [height - 1, 1],
    [height, 2],
  ] as const) {
    const rows = await client.verifiedRow(edition.keyBytes([]), BigInt(at - 1));
    assert.ok(rows.ok, rows.ok ? "" : rows.reason.code);
    const { block, rows: proved } = rows.value;
    assert.equal(editionIn(block.header), number);
    assert.equal(runOf(block.header), 0n, "the run is kept apart");
    const own = present(
      editionOf(law, editionIn(block.header))?.tableById.get(edition.id),
      "a table",
    );
    const decoded = decode(own.row, present(proved[0], "a row").row);
    assert.ok(decoded.ok);
    assert.equal((decoded.value as { readonly number: number }).number, number);
  }
  const newest = await client.latest();
  assert.ok(newest.ok);
  const lights = await lightsOf(engine, 1, engine.head().height);
  const editions = lights.map(({ signedHeader }) => editionIn(signedHeader.header));
  assert.deepEqual(
    editions,
    editions.toSorted((one, other) => one - other),
  );
  await engine.stop();
});
