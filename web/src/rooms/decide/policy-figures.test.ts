// Goal: a policy is written as people fill it in, and read back as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { policyFrom, writePolicy } from "./policy-figures.ts";

const day = 86_400_000;
const policy = {
  quorum: 1250,
  majority: { numerator: 3, denominator: 5 },
  votingMs: 7 * day,
  delayMs: 0,
};

test("a policy is written and read back", () => {
  const written = writePolicy(policy);
  assert.deepEqual(written, { quorum: "12.5", share: "3/5", voting: "7", delay: "0" });
  assert.deepEqual(policyFrom(written), policy);
});

test("a share that cannot be chosen becomes the next larger one", () => {
  const majority = { numerator: 5, denominator: 9 };
  assert.equal(writePolicy({ ...policy, majority }).share, "3/5");
});

test("what is no figure is noticed; a comma and a percent sign are read", () => {
  const written = writePolicy(policy);
  assert.equal(policyFrom({ ...written, quorum: "12,5 %" })?.quorum, 1250);
  for (const wrong of [{ quorum: "" }, { quorum: "-1" }, { voting: "0" }, { delay: "soon" }]) {
    assert.equal(policyFrom({ ...written, ...wrong }), undefined);
  }
});
