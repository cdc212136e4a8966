// Goal: what is looked at once is known from then on, keeps its order, and takes nobody else's share.
// Method: the way in on a test engine's ledger, with real signatures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { refuse } from "../../protocol/kernel/fault.ts";
import { kernelFaults } from "../../protocol/kernel/faults.ts";
import { DEFAULT_LIMITS, type EngineLimits } from "../embedded/options.ts";
import { nativeHasher } from "../native-hasher.ts";
import { createTestEngine, namedSigner } from "../testing/test-engine.ts";
import { type AdmissionDeps, createAdmission } from "./admission.ts";

async function open(
  limits: Partial<EngineLimits> = {},
  more: Pick<AdmissionDeps, "objection"> = {},
) {
  const testEngine = createTestEngine();
  const engine = await testEngine.start();
  const admission = createAdmission({
    ledger: () => engine.ledger,
    hasher: nativeHasher,
    limits: { ...DEFAULT_LIMITS, ...limits },
    ...more,
  });
  const write = (person: number, change = {}) => testEngine.addDevice(engine, person, change);
  return { admission, write, engine };
}

test("what was looked at is known by its bytes, with its signature; nothing else is", async () => {
  const { admission, write, engine } = await open();
  const wire = write(1);
  assert.equal((await admission.enter(wire)).state, "waiting");
  const [known, other] = admission.known([wire.slice(), write(2)]);
  assert.equal(known?.signature.state, "right");
  assert.equal(other?.signature.state, "unchecked");
  const changed = wire.slice();
  changed[70] = (changed[70] ?? 0) ^ 1;
  assert.equal(admission.known([changed])[0]?.signature.state, "unchecked");
  await engine.stop();
});

test("a wrong signature is refused, and uses up neither a share nor a number", async () => {
  const { admission, write, engine } = await open({ waitingPerPersonMax: 1 });
  const forged = write(1, { nonce: 1, signer: namedSigner("a stranger") });
  const verdict = await admission.enter(forged);
  assert.equal(verdict.state === "refused" && verdict.refusal.fault.code, "kernel/bad-signature");
  assert.equal((await admission.enter(write(1, { nonce: 1 }))).state, "waiting");
  assert.equal((await admission.enter(write(1, { nonce: 2 }))).state, "full");
  assert.equal(admission.size(), 1);
  await engine.stop();
});

test("of two with one number the second is refused, until the first has gone", async () => {
  const { admission, write, engine } = await open();
  const first = await admission.enter(write(1, { nonce: 1 }));
  const second = write(1, { nonce: 1 });
  const verdict = await admission.enter(second);
  assert.equal(verdict.state === "refused" && verdict.refusal.fault.code, "kernel/nonce-used");
  assert.ok(first.state === "waiting");
  admission.leave(first.waiting.id);
  assert.equal((await admission.enter(second)).state, "waiting");
  await engine.stop();
});

test("an action waits once however often it comes, in its order, within the bounds", async () => {
  const { admission, write, engine } = await open({ waitingMax: 3 });
  const wires = [write(1), write(2), write(3)];
  const verdicts = await Promise.all([...wires, wires[0] as Uint8Array].map(admission.enter));
  assert.deepEqual(
    verdicts.map(({ state }) => state),
    ["waiting", "waiting", "waiting", "waiting"],
  );
  assert.equal(admission.size(), 3);
  assert.equal((await admission.enter(write(1))).state, "full");
  const taken = [...admission.take(2, 1e6), ...admission.take(2, 1e6)];
  assert.deepEqual(
    taken.map(({ action }) => action.wire),
    wires,
  );
  assert.equal(admission.size(), 3);
  for (const { id } of taken) assert.equal(admission.settle(id, { state: "received", id }), true);
  assert.equal(admission.size(), 0);
  await engine.stop();
});

test("what the rules object to later has to go, and its sender hears it", async () => {
  let isWrong = false;
  const objection = () => (isWrong ? refuse(kernelFaults["expired"]) : undefined);
  const { admission, write, engine } = await open({}, { objection });
  const wire = write(1);
  const verdict = await admission.enter(wire);
  assert.ok(verdict.state === "waiting");
  assert.equal(admission.again(wire), undefined);
  isWrong = true;
  assert.equal(admission.again(wire)?.refusal.fault.code, "kernel/expired");
  assert.equal((await verdict.waiting.answer).state, "refused");
  assert.equal(admission.size(), 0);
  await engine.stop();
});
