/**
 * Goal: a restart counts only with the right signatures of more than half of all members.
 * Method: a real community halts; certificates are spoiled in every way that somebody might try.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  equalValidatorSet,
  type Header,
  NO_BLOCK_ID,
  validatorsHash,
  versionInRun,
} from "./chain/index.ts";
import {
  decodeRestart,
  encodeRestart,
  type Restart,
  type RestartCertificate,
} from "./chain/restart.ts";
import { checkRestart } from "./check-restart.ts";
import { DAY } from "./kernel/time.ts";
import { firstBlockProblem } from "./restarted-block.ts";
import { hasher, hashOfText, spoiledCopies } from "./testing/chain.ts";
import { leaveNow } from "./testing/leaving.ts";
import { haltTestLaw } from "./testing/restarting.ts";
import { keyOf, type TestKey, testVerify } from "./testing/test-keys.ts";
import { foundTestLaw, TEST_START } from "./testing/test-law.ts";

const keys = ["ana", "ben", "cleo", "dan", "eli"].map(keyOf);
const testLaw = foundTestLaw(keys);
const halted = haltTestLaw(testLaw);
const { header, restart } = halted;
const keyAt = (person: number) => keys[person - 1] as TestKey;
const signedBy = (people: readonly number[], of: Restart = restart) =>
  people.map((person) => halted.sign(person, keyAt(person), of));

function verdict(certificate: RestartCertificate, under: Header = header): string {
  const checked = checkRestart(hasher, testVerify, under, certificate);
  return checked.ok ? "holds" : checked.reason;
}

/** A certificate that everybody signed, over a changed statement. */
function restated(change: Partial<Restart>): RestartCertificate {
  const changed = { ...restart, ...change };
  return halted.certificate(signedBy([1, 2, 3, 4, 5], changed), { restart: changed });
}

test("more than half of the members restart a chain, half or fewer do not", () => {
  assert.equal(verdict(halted.certificate(signedBy([1, 3, 5]))), "holds");
  assert.equal(verdict(halted.certificate(signedBy([1, 2, 3, 4, 5]))), "holds");
  assert.match(verdict(halted.certificate(signedBy([1, 2]))), /2 of 5 members signed/);
  assert.match(verdict(halted.certificate([])), /0 of 5 members signed/);
  const four = foundTestLaw(4);
  const still = haltTestLaw(four);
  const half = [1, 2].map((person) => still.sign(person, four.keys[person - 1] as TestKey));
  assert.match(verdict(still.certificate(half), still.header), /2 of 4 members signed/);
});

test("a signature that is forged, doubled, out of order or by a stranger is refused", () => {
  const [first, second, third] = signedBy([1, 2, 3]);
  assert.ok(first && second && third);
  const forged = { ...third, signature: second.signature };
  assert.match(verdict(halted.certificate([first, second, forged])), /signature is wrong/);
  assert.match(verdict(halted.certificate([first, first, second])), /counted twice/);
  assert.match(verdict(halted.certificate([third, second, first])), /out of order/);
  const stranger = halted.sign(6, keyOf("stranger"));
  assert.match(verdict(halted.certificate([first, second, stranger])), /person 6 is no member/);
  const unknown = halted.sign(3, keyAt(3), restart, 7);
  assert.match(verdict(halted.certificate([first, second, unknown])), /may not sign/);
});

test("what was signed is another community, block, run, time or set of machines", () => {
  const [lowest, middle, highest] = restart.validators;
  assert.ok(lowest && middle && highest);
  const refused: readonly (readonly [Partial<Restart>, RegExp])[] = [
    [{ community: hashOfText("another") }, /another community/],
    [{ height: restart.height + 1 }, /another height/],
    [{ headerHash: hashOfText("another") }, /another block/],
    [{ run: 2 }, /not the next restart/],
    [{ time: TEST_START }, /not later/],
    [{ validators: [] }, /no machine/],
    [{ validators: [middle, lowest, highest] }, /ascending order/],
    [{ validators: [lowest, lowest, highest] }, /ascending order/],
  ];
  for (const [change, reason] of refused) assert.match(verdict(restated(change)), reason);
  const later = halted.certificate(signedBy([1, 2, 3], { ...restart, root: hashOfText("x") }));
  assert.match(verdict(later), /signature is wrong/);
});

test("proofs that leave somebody out, or are of another state, are refused", () => {
  const three = haltTestLaw(foundTestLaw(keys.slice(0, 3)));
  const certificate = halted.certificate(signedBy([1, 2]), three.proofs);
  assert.match(verdict(certificate), /proof of membership\/members/);
  const { members } = halted.proofs;
  const mixed = halted.certificate(signedBy([1, 2, 3]), { devices: members });
  assert.match(verdict(mixed), /proof of identity\/devices/);
  assert.match(
    verdict(halted.certificate(signedBy([1, 2, 3]), { members: new Uint8Array(0) })),
    /proof/,
  );
});

test("who has left neither signs nor counts, and an ended device or a recovery key does not sign", () => {
  const recovery = keyOf("recovery of ana");
  const founding = {
    identity: {
      people: keys.map((key, at) => ({
        device: key.publicKey,
        recovery: at === 0 ? recovery.publicKey : new Uint8Array(32),
      })),
    },
  };
  const left = foundTestLaw(keys, founding);
  leaveNow(left, 5);
  const gone = haltTestLaw(left);
  const three = [1, 2, 3].map((person) => gone.sign(person, keyAt(person)));
  assert.equal(verdict(gone.certificate(three), gone.header), "holds");
  const withLeaver = [1, 2, 5].map((person) => gone.sign(person, keyAt(person)));
  assert.match(verdict(gone.certificate(withLeaver), gone.header), /person 5 is no member/);
  const recovered = [gone.sign(1, recovery, gone.restart, 1), ...three.slice(1)];
  assert.match(verdict(gone.certificate(recovered), gone.header), /may not sign/);
  assert.equal(left.act(1, "identity/revoke-device", { device: 0 }).code, 0);
  const revoked = haltTestLaw(left, { time: BigInt(left.now + DAY) * 1_000_000n });
  const late = { ...revoked.restart, time: left.now + 2 * DAY };
  const again = [1, 2, 3].map((person) => revoked.sign(person, keyAt(person), late));
  const certificate = revoked.certificate(again, { restart: late });
  assert.match(verdict(certificate, revoked.header), /person 1 signs with a device/);
});

test("a frozen device does not sign, until the freeze is over", () => {
  const frozen = foundTestLaw(keys);
  assert.equal(frozen.act(1, "identity/freeze", {}).code, 0);
  const signedAt = (days: number) => {
    const time = BigInt(frozen.now + days * DAY) * 1_000_000n;
    const halted = haltTestLaw(frozen, { time });
    const late = { ...halted.restart, time: frozen.now + (days + 1) * DAY };
    const signatures = [1, 2, 3].map((person) => halted.sign(person, keyAt(person), late));
    return verdict(halted.certificate(signatures, { restart: late }), halted.header);
  };
  assert.match(signedAt(29), /person 1 signs with a device that may not sign/);
  assert.equal(signedAt(30), "holds");
});

test("a second restart follows the first", () => {
  const again = haltTestLaw(testLaw, { version: { block: 11n, app: versionInRun(1n, 1n) } });
  const second = { ...again.restart, run: 2 };
  const signatures = [1, 2, 3].map((person) => again.sign(person, keyAt(person), second));
  assert.equal(verdict(again.certificate(signatures, { restart: second }), again.header), "holds");
  const first = [1, 2, 3].map((person) => again.sign(person, keyAt(person)));
  assert.match(verdict(again.certificate(first), again.header), /not the next restart/);
});

test("the first block is compared with every word that was signed", () => {
  const set = equalValidatorSet(hasher, restart.validators);
  assert.ok(set.ok);
  const first: Header = {
    ...header,
    version: { block: 11n, app: versionInRun(1n, 1n) },
    height: header.height + 1n,
    time: BigInt(restart.time) * 1_000_000n,
    lastBlockId: NO_BLOCK_ID,
    appHash: restart.root,
    validatorsHash: validatorsHash(hasher, set.value),
  };
  assert.equal(firstBlockProblem(hasher, restart, first), undefined);
  const changes: readonly Partial<Header>[] = [
    { version: header.version },
    { chainId: "another" },
    { height: header.height },
    { time: first.time + 1n },
    { lastBlockId: header.lastBlockId },
    { appHash: header.appHash },
    { validatorsHash: header.validatorsHash },
  ];
  for (const change of changes) {
    assert.equal(typeof firstBlockProblem(hasher, restart, { ...first, ...change }), "string");
  }
});

test("a certificate has one spelling, and every spoiled copy is refused or differs", () => {
  const bytes = encodeRestart(halted.certificate(signedBy([1, 2, 3])));
  assert.deepEqual(decodeRestart(bytes), {
    ok: true,
    value: halted.certificate(signedBy([1, 2, 3])),
  });
  let refused = 0;
  for (const copy of spoiledCopies(bytes)) {
    const read = decodeRestart(copy);
    if (!read.ok || verdict(read.value) !== "holds") refused += 1;
  }
  assert.equal(refused, bytes.length * 3);
  assert.equal(decodeRestart(new Uint8Array(4_194_305)).ok, false);
});
