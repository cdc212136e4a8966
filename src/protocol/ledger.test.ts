import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckedAction } from "./checked-action.ts";
import { communityOf, completeFounding, foundState } from "./founding.ts";
import { devices } from "./identity/index.ts";
import { inDomain } from "./kernel/domain.ts";
import { type PersonId, personId } from "./kernel/ids.ts";
import { createOverlay } from "./kernel/overlay.ts";
import { encode } from "./kernel/schema.ts";
import { DAY } from "./kernel/time.ts";
import { createTree } from "./kernel/tree/tree.ts";
import { verifyRange } from "./kernel/tree/verify.ts";
import { createLedger } from "./ledger.ts";
import { folkmootLaw } from "./rooms.ts";
import { signAction } from "./testing/sign-action.ts";
import { makeKey, testHasher, testVerify, testVrf } from "./testing/test-keys.ts";

const NOW = 20_000 * DAY;
const world = { hasher: testHasher, verify: testVerify, vrf: testVrf };
const none = new Uint8Array(32);

function openLedger() {
  const key = makeKey();
  const document = completeFounding(folkmootLaw.rooms, {
    format: 1,
    foundedAt: NOW,
    salt: none,
    validators: [{ key: makeKey().publicKey, power: 1 }],
    rooms: { identity: { people: [{ device: key.publicKey, recovery: none }] } },
  });
  const founded = foundState(folkmootLaw, document, world);
  assert.ok(founded.ok);
  const { community, state } = founded.value;
  assert.deepEqual(community, communityOf(testHasher, folkmootLaw, document));
  const tree = createTree(testHasher);
  tree.commit(tree.apply(tree.empty, state.changes()));
  const ledger = createLedger({ law: folkmootLaw, community, world, tree, height: 0 });
  let nonce = 0;
  const addDevice = (until = 0): CheckedAction => {
    nonce += 1;
    const device = makeKey();
    const whose = encode(personId, 1 as PersonId);
    const message = inDomain("device-proof", community, whose, device.publicKey);
    const proof = device.sign(testHasher.sha256(message));
    const wire = signAction(folkmootLaw, key, {
      community,
      person: 1,
      nonce,
      expires: NOW + DAY,
      seen: ledger.seen(),
      type: "identity/add-device",
      input: { key: device.publicKey, kind: "device", until, proof },
    });
    return ledger.stateMachine.decode(wire);
  };
  return { ledger, tree, addDevice };
}

test("nothing of a proposal is to be seen before it is committed, or after it was discarded", () => {
  const { ledger, addDevice } = openLedger();
  const before = ledger.root();
  const sealed = ledger.propose({ height: 1, time: NOW, actions: [addDevice()] }).seal();
  assert.notDeepEqual(sealed.root, before);
  assert.equal(devices.get(ledger.reader(), [1 as PersonId, 1]), undefined);
  sealed.discard();
  assert.deepEqual(ledger.root(), before);
  assert.equal(ledger.height(), 0);
});

test("a committed proposal is the newest state, decoded rows and all", () => {
  const { ledger, tree, addDevice } = openLedger();
  devices.get(ledger.reader(), [1 as PersonId, 1]);
  for (let height = 1; height <= 3; height += 1) {
    const sealed = ledger.propose({ height, time: NOW, actions: [addDevice()] }).seal();
    sealed.commit();
    assert.deepEqual(ledger.root(), sealed.root);
    const warm = devices.get(ledger.reader(), [1 as PersonId, height]);
    const cold = devices.get(ledger.readerAt(height) ?? ledger.reader(), [1 as PersonId, height]);
    assert.deepEqual(warm, cold);
    const { now, before, objectionTo } = ledger.standing(NOW + height);
    assert.deepEqual([now, before], [NOW + height, { height, root: sealed.root }]);
    assert.equal(objectionTo({ height, root: sealed.root }), undefined);
    assert.equal(objectionTo({ height, root: none })?.fault.code, "witness/elsewhere");
  }
  assert.equal(tree.size(tree.newest()), tree.size(ledger.versionAt(3) ?? -1));
});

test("select leaves refused actions out, with no trace; propose takes them in", () => {
  const { ledger, addDevice } = openLedger();
  const actions = [addDevice(), addDevice(1), addDevice()];
  const input = { height: 1, time: NOW, actions };
  const selected = ledger.select(input);
  assert.deepEqual(
    selected.leftOut.map(({ position }) => position),
    [1],
  );
  assert.equal(selected.receipts.length, 2);
  const proposed = ledger.propose(input);
  assert.deepEqual(
    proposed.receipts.map(({ code }) => code === 0),
    [true, false, true],
  );
  const again = ledger.propose({ ...input, actions: selected.actions });
  assert.deepEqual(again.seal().root, selected.seal().root);
});

test("recent heights are read and proved; older ones are let go", () => {
  const { ledger, addDevice } = openLedger();
  const from = devices.keyBytes([]);
  const until = devices.endBytes([]);
  const roots = [ledger.root()];
  for (let height = 1; height <= 70; height += 1) {
    const actions = height <= 10 ? [addDevice()] : [];
    const sealed = ledger.propose({ height, time: NOW + height, actions }).seal();
    sealed.commit();
    roots.push(sealed.root);
  }
  assert.ok(!ledger.prove(2, from, until).ok);
  assert.equal(ledger.readerAt(2), undefined);
  for (const height of [8, 40, 70]) {
    const answer = ledger.prove(height, from, until);
    assert.ok(answer.ok);
    const root = roots[height] as Uint8Array;
    const verified = verifyRange(testHasher, root, from, until, answer.proof);
    assert.ok(verified.ok);
    assert.equal(verified.rows.length, Math.min(height, 10) + 1);
  }
});

test("a proof in parts is of one state, and says so where that is let go before it is whole", () => {
  const { ledger, addDevice } = openLedger();
  const range = { from: devices.keyBytes([]), until: devices.endBytes([]) };
  let height = 0;
  const commit = (): void => {
    height += 1;
    const actions = height <= 10 ? [addDevice()] : [];
    ledger
      .propose({ height, time: NOW + height, actions })
      .seal()
      .commit();
  };
  for (let block = 0; block < 8; block += 1) commit();
  const whole = ledger.prove(8, range.from, range.until);
  for (const [between, isHeld] of [
    [1, true],
    [70, false],
  ] as const) {
    const steps = ledger.proveInParts(8, range, 100);
    assert.equal(steps.next().done, false);
    for (let block = 0; block < between; block += 1) commit();
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    assert.deepEqual(step.value, isHeld ? whole : { ok: false, reason: "height-not-held" });
  }
  assert.deepEqual(ledger.proveInParts(8, range, 100).next().value, {
    ok: false,
    reason: "height-not-held",
  });
});

test("an overlay on the warm reader never writes through", () => {
  const { ledger } = openLedger();
  const overlay = createOverlay(ledger.reader());
  devices.delete(overlay, [1 as PersonId, 0]);
  assert.equal(devices.get(overlay, [1 as PersonId, 0]), undefined);
  assert.ok(devices.get(ledger.reader(), [1 as PersonId, 0]) !== undefined);
});
