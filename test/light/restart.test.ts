/**
 * Goal: a light client that knew only the founding follows over a restart that the members have
 * signed, and over none that they have not.
 * Method: a chain of four machines halts; two of them go on with a third in a second run. The
 * certificate is spoiled in every way.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLightClient } from "#client/light/light-client.js";
import type { LightSource } from "#client/light/source.js";
import { anchorOf, type TrustStore } from "#client/light/trust.js";
import { portableHasher } from "#client/portable-hasher.js";
import { verifyAsync } from "#client/signature.js";
import { toBase64 } from "#protocol/chain/base64.js";
import { encodeLightBlock, type LightBlock, validatorsHash } from "#protocol/chain/index.js";
import { encodeRestart, type Restart, type RestartCertificate } from "#protocol/chain/restart.js";
import { compareBytes } from "#protocol/kernel/bytes.js";
import { haltTestLaw } from "#protocol/testing/restarting.js";
import { keyOf, type TestKey } from "#protocol/testing/test-keys.js";
import { foundTestLaw } from "#protocol/testing/test-law.js";
import { buildChain, type ChainPlan, testKey } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { soonAfter, sourceOf } from "./judge.ts";

const LAST = 10;
const SEATED = [1, 2, 5];
const members = ["ana", "ben", "cleo", "dan"].map(keyOf);
const testLaw = foundTestLaw(members);
const before = haltTestLaw(testLaw);
const root = before.restart.root;

function restarted(change: Partial<ChainPlan> = {}) {
  return buildChain({
    length: 30,
    chainId: before.header.chainId,
    restartAt: LAST + 1,
    validatorsAt: (height) => (height <= LAST ? [1, 2, 3, 4] : SEATED),
    appHashAt: (height) => (height <= LAST ? before.header.appHash : root),
    ...change,
  });
}

const chain = restarted();
const at = (height: number) => chain.lights[height - 1] as LightBlock;
const halted = haltTestLaw(testLaw, at(LAST).signedHeader.header);
const restart: Restart = {
  ...halted.restart,
  time: Number(at(LAST + 1).signedHeader.header.time / 1_000_000n),
  validators: SEATED.map((key) => testKey(key).publicKey).sort(compareBytes),
};
const signaturesOf = (people: readonly number[], of: Restart = restart) =>
  people.map((person) => halted.sign(person, members[person - 1] as TestKey, of));
const right = halted.certificate(signaturesOf([1, 2, 4]), { restart });

function showing(certificate: RestartCertificate, lights = chain.lights): LightSource {
  const shown = { certificate: toBase64(encodeRestart(certificate)) };
  return { ...sourceOf(lights), restart: async () => shown };
}

function clientOf(source: LightSource, store?: TrustStore, witnesses: LightSource[] = []) {
  return createLightClient({
    source,
    witnesses,
    trust: {
      anchor: {
        kind: "founding",
        chainId: before.header.chainId,
        validatorsHash: validatorsHash(cryptoHasher, chain.founders),
        time: chain.startTime,
        initialHeight: 1n,
      },
      ...(store === undefined ? {} : { store }),
    },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => soonAfter(at(30)),
  });
}

async function faultOf(source: LightSource, store?: TrustStore): Promise<string> {
  const answer = await clientOf(source, store).latest();
  return answer.ok ? "none" : `${answer.reason.code}: ${answer.reason.detail}`;
}

test("from the founding over the restart to the newest block", async () => {
  const client = clientOf(showing(right));
  const newest = await client.latest();
  assert.ok(newest.ok, newest.ok ? "" : newest.reason.detail);
  assert.deepEqual([newest.value.header.height, newest.value.validatorCount], [30n, 3]);
  for (const height of [11n, 10n, 4n, 12n]) {
    const found = await client.blockAt(height);
    assert.ok(found.ok && found.value.header.height === height);
  }
});

test("the first block of the second run is reached, too", async () => {
  const found = await clientOf(showing(right)).blockAt(11n);
  assert.ok(found.ok && found.value.header.height === 11n);
});

test("two machines that stay on do not lead over it without the certificate", async () => {
  assert.match(await faultOf(sourceOf(chain.lights)), /restart-refused: .*does not show it/);
  const silent: LightSource = {
    ...sourceOf(chain.lights),
    restart: () => Promise.reject(new Error("away")),
  };
  assert.match(await faultOf(silent), /restart-refused: .*away/);
  for (const json of [
    null,
    {},
    { certificate: 7 },
    { certificate: "!" },
    { certificate: "AAAA" },
  ]) {
    const source: LightSource = { ...sourceOf(chain.lights), restart: async () => json };
    assert.match(await faultOf(source), /^restart-refused/);
  }
});

test("half of the members, a forged signature, a doubled person, another root are refused", async () => {
  const [first, second, third] = right.signatures;
  assert.ok(first && second && third);
  const other = { ...restart, root: cryptoHasher.sha256(new Uint8Array(1)) };
  const refused: readonly (readonly [RestartCertificate, RegExp])[] = [
    [{ ...right, signatures: [first, second] }, /2 of 4 members signed/],
    [{ ...right, signatures: [first, second, { ...third, signature: first.signature }] }, /wrong/],
    [{ ...right, signatures: [first, first, second] }, /counted twice/],
    [{ ...right, restart: other, signatures: signaturesOf([1, 2, 3], other) }, /another state/],
    [{ ...right, restart: { ...restart, run: 2 } }, /another one/],
    [{ ...right, restart: { ...restart, height: 9 } }, /another block/],
  ];
  for (const [certificate, reason] of refused) {
    const fault = await faultOf(showing(certificate));
    assert.match(fault, /^restart-refused/);
    assert.match(fault, reason);
  }
});

test("other machines than those that the members chose are refused", async () => {
  const others = restarted({
    validatorsAt: (height) => (height <= LAST ? [1, 2, 3, 4] : [1, 2, 6]),
  });
  assert.match(await faultOf(showing(right, others.lights)), /other machines sign it/);
});

test("a restart that leaves out a block that was verified is refused", async () => {
  const old = buildChain({
    length: 12,
    chainId: before.header.chainId,
    appHashAt: () => before.header.appHash,
  });
  const kept = encodeLightBlock(old.lights[11] as LightBlock);
  const store = { load: async () => kept, save: async () => {} };
  assert.match(await faultOf(showing(right), store), /leaves out a block/);
  const shorter = encodeLightBlock(at(LAST));
  const same = { load: async () => shorter, save: async () => {} };
  assert.equal(await faultOf(showing(right), same), "none");
});

test("a member who comes later begins behind the restart", async () => {
  const client = createLightClient({
    source: showing(right),
    trust: { anchor: anchorOf(cryptoHasher, at(20)) },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => soonAfter(at(30)),
  });
  const newest = await client.latest();
  assert.ok(newest.ok && newest.value.header.height === 30n);
});

test("a witness on another run that is proved as well is a conflict, with both blocks", async () => {
  const fork = restarted({ txsAt: (height) => (height > 20 ? [new Uint8Array([1])] : []) });
  const answer = await clientOf(showing(right), undefined, [showing(right, fork.lights)]).latest();
  assert.ok(!answer.ok && answer.reason.code === "conflicting-header");
  const { conflict } = answer.reason;
  assert.ok(conflict?.by === "witness");
  assert.equal(conflict.verified.signedHeader.header.height, 30n);
  assert.deepEqual([conflict.other.signedHeader.header.height, conflict.witness], [30n, 0]);
  const unproved = sourceOf(fork.lights);
  assert.ok((await clientOf(showing(right), undefined, [unproved]).latest()).ok);
});

test("what one machine alone had made is left out only by more than half of the members", async () => {
  const alone = restarted({ validatorsAt: (height) => (height <= LAST ? [1] : SEATED) });
  const last = alone.lights[LAST - 1] as LightBlock;
  const halt = haltTestLaw(testLaw, last.signedHeader.header);
  const first = alone.lights[LAST] as LightBlock;
  const time = Number(first.signedHeader.header.time / 1_000_000n);
  const signed = { ...halt.restart, time, validators: restart.validators };
  const by = (people: readonly number[]) =>
    halt.certificate(
      people.map((person) => halt.sign(person, members[person - 1] as TestKey, signed)),
      { restart: signed },
    );
  // The device has verified more of the first run than the machine has now.
  const longer = buildChain({
    length: 15,
    chainId: before.header.chainId,
    validatorsAt: () => [1],
    appHashAt: () => before.header.appHash,
  });
  let kept = encodeLightBlock(longer.lights[14] as LightBlock);
  const store: TrustStore = {
    load: async () => kept,
    save: async (block) => {
      kept = block;
    },
  };
  const founders = validatorsHash(cryptoHasher, alone.founders);
  const client = (certificate: RestartCertificate) =>
    createLightClient({
      source: showing(certificate, alone.lights),
      trust: {
        anchor: {
          kind: "founding",
          chainId: before.header.chainId,
          validatorsHash: founders,
          time: alone.startTime,
          initialHeight: 1n,
        },
        store,
      },
      hasher: portableHasher,
      verify: verifyAsync,
      now: () => soonAfter(alone.lights[29] as LightBlock),
    });
  const few = await client(by([1, 2])).latest();
  assert.ok(!few.ok && /2 of 4 members signed/.test(few.reason.detail));
  assert.equal(toBase64(kept), toBase64(encodeLightBlock(longer.lights[14] as LightBlock)));
  const many = client(by([1, 2, 4]));
  const newest = await many.latest();
  assert.ok(newest.ok, newest.ok ? "" : newest.reason.detail);
  assert.equal(newest.value.header.height, 30n);
  assert.equal(toBase64(kept), toBase64(encodeLightBlock(alone.lights[29] as LightBlock)));
  const again = await many.latest();
  assert.ok(again.ok && again.value.header.height === 30n);
});
