import assert from "node:assert/strict";
import { join } from "node:path";
import {
  encodeHeader,
  equalValidatorSet,
  type Header,
  NO_BLOCK_ID,
  type Restart,
  type RestartCertificate,
  validatorsHash,
  versionInRun,
} from "#protocol/chain/index.js";
import { encodeRestart, restartMessage } from "#protocol/chain/restart.js";
import { checkRestart } from "#protocol/check-restart.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { firstBlockProblem } from "#protocol/restarted-block.js";
import { hasher, hashOfText } from "#protocol/testing/chain.js";
import { type Halted, haltTestLaw } from "#protocol/testing/restarting.js";
import { keyOf, testVerify } from "#protocol/testing/test-keys.js";
import { foundTestLaw, TEST_START } from "#protocol/testing/test-law.js";
import { keepText } from "./recorder.ts";
import { VECTORS } from "./vector.ts";

const ABOUT =
  "Restarts of a chain: the last header, the certificate and the 32 bytes that its members sign; whether it holds under that header; and whether a header fits as the first of the new run.";

/** What a certificate shows, and why it does not hold; without a reason it holds. */
type Case = readonly [name: string, certificate: RestartCertificate, reason?: RegExp];

/** Halts the community of the first people, each with a recovery key. */
function halt(count: number): Halted {
  const people = Array.from({ length: count }, (_, at) => ({
    device: keyOf(`person ${at + 1}`).publicKey,
    recovery: keyOf(`recovery ${at + 1}`).publicKey,
  }));
  const keys = people.map((_, at) => keyOf(`person ${at + 1}`));
  return haltTestLaw(foundTestLaw(keys, { identity: { people } }));
}

/** Signs as the people of these numbers. */
function signed(halted: Halted, people: readonly number[], restart = halted.restart) {
  return people.map((person) => halted.sign(person, keyOf(`person ${person}`), restart));
}

/** Certificates whose signatures are right or spoiled. */
function signatureCases(halted: Halted): Case[] {
  const [one, two, three] = signed(halted, [1, 2, 3]);
  assert.ok(one && two && three);
  const forged = { ...three, signature: two.signature };
  const stranger = halted.sign(5, keyOf("person 5"));
  const recovery = halted.sign(3, keyOf("recovery 3"), halted.restart, 1);
  const of = halted.certificate;
  return [
    ["three of four members", of([one, two, three])],
    ["all members", of(signed(halted, [1, 2, 3, 4]))],
    ["half of the members", of([one, two]), /2 of 4 members signed/],
    ["a member twice", of([one, two, two]), /counted twice/],
    ["members out of order", of([one, three, two]), /out of order/],
    ["a forged signature", of([one, two, forged]), /signature is wrong/],
    ["a stranger", of([one, two, stranger]), /person 5 is no member/],
    ["a recovery key", of([one, two, recovery]), /person 3 signs with a device that may not/],
  ];
}

/** Certificates whose statement or proofs do not fit, with right signatures but for the root's. */
function statementCases(halted: Halted): Case[] {
  const { restart } = halted;
  const [lowest, middle, highest] = restart.validators;
  assert.ok(lowest && middle && highest);
  const restated = (change: Partial<Restart>): RestartCertificate => {
    const changed = { ...restart, ...change };
    return halted.certificate(signed(halted, [1, 2, 3, 4], changed), { restart: changed });
  };
  const three = signed(halted, [1, 2, 3]);
  const root = { ...restart, root: hashOfText("another") };
  return [
    [
      "another root than the one that was signed",
      halted.certificate(three, { restart: root }),
      /signature is wrong/,
    ],
    ["another community", restated({ community: hashOfText("another") }), /another community/],
    ["another last block", restated({ headerHash: hashOfText("another") }), /another block/],
    ["another height", restated({ height: restart.height + 1 }), /another height/],
    ["the restart after the next", restated({ run: 2 }), /not the next restart/],
    ["a time that does not grow", restated({ time: TEST_START }), /time is not later/],
    ["no machine", restated({ validators: [] }), /no machine would sign/],
    ["a machine twice", restated({ validators: [lowest, lowest] }), /each once/],
    [
      "machines out of order",
      restated({ validators: [middle, lowest, highest] }),
      /not in ascending order/,
    ],
    ["proofs of another state", halted.certificate(three, halt(3).proofs), /proof of membership/],
  ];
}

/** Headers that fit as the first of the new run, or not, for each reason once. */
function firstHeaders({ header, restart }: Halted): { header: string; fits: boolean }[] {
  const set = equalValidatorSet(hasher, restart.validators);
  assert.ok(set.ok);
  const first: Header = {
    ...header,
    version: { ...header.version, app: versionInRun(BigInt(restart.edition), 1n) },
    height: header.height + 1n,
    time: BigInt(restart.time) * 1_000_000n,
    lastBlockId: NO_BLOCK_ID,
    appHash: restart.root,
    validatorsHash: validatorsHash(hasher, set.value),
  };
  const changes: readonly (readonly [Partial<Header>, RegExp?])[] = [
    [{}],
    [{ height: header.height }, /does not follow/],
    [{ version: header.version }, /another run/],
    [{ time: first.time + 1n }, /time differs/],
    [{ appHash: header.appHash }, /another state/],
    [{ validatorsHash: header.validatorsHash }, /other machines/],
    [{ lastBlockId: header.lastBlockId }, /names a block before/],
  ];
  return changes.map(([change, reason]) => {
    const changed = { ...first, ...change };
    assert.match(firstBlockProblem(hasher, restart, changed) ?? "fits", reason ?? /^fits$/);
    return { header: toHex(encodeHeader(changed)), fits: reason === undefined };
  });
}

/** Records restarts that hold and that do not; throws where one fails for another reason. */
export function recordRestarts(): string {
  const halted = halt(4);
  const cases = [...signatureCases(halted), ...statementCases(halted)];
  const vectors = cases.map(([name, certificate, reason], at) => {
    const checked = checkRestart(hasher, testVerify, halted.header, certificate);
    assert.match(checked.ok ? "holds" : checked.reason, reason ?? /^holds$/, name);
    return {
      name,
      last: toHex(encodeHeader(halted.header)),
      certificate: toHex(encodeRestart(certificate)),
      message: toHex(restartMessage(hasher, certificate.restart)),
      holds: checked.ok,
      first: at === 0 ? firstHeaders(halted) : [],
    };
  });
  return `${JSON.stringify({ about: ABOUT, vectors }, undefined, 2)}\n`;
}

/** Keeps the vectors of restarts; throws where the kept ones would change. */
export function keepRestarts(): "new" | "same" {
  return keepText(join(VECTORS, "chain", "restarts.json"), recordRestarts());
}
