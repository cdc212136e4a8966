/**
 * Goal: a library that differs from the strict rule by one signature is left aside.
 * Method: libraries that do not load, that are another thing, that accept everything or too little.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { VerifySignature } from "../../protocol/kernel/hash.ts";
import { PROBES } from "../../protocol/kernel/signature-probes.ts";
import { nativeVerify } from "../native-signature.ts";
import { fastestVerify, sodiumVerify } from "./strict-library.ts";

/** A library that gives an answer. */
const saying = (answer: VerifySignature) => () => ({ crypto_sign_verify_detached: answer });

test("the library that comes with the package loads here, and is used", () => {
  assert.equal(typeof sodiumVerify(), "function");
  assert.notEqual(fastestVerify(), nativeVerify);
});

test("Node's own cryptography verifies where the library does not load, or is another", () => {
  const missing = (): unknown => {
    throw new Error("there is none for this machine");
  };
  for (const load of [missing, () => undefined, () => ({}), () => 1]) {
    assert.equal(sodiumVerify(load), undefined);
    assert.equal(fastestVerify(load), nativeVerify);
  }
});

test("a library that judges one probe otherwise is left aside", () => {
  assert.equal(fastestVerify(saying(() => true)), nativeVerify);
  assert.equal(fastestVerify(saying(() => false)), nativeVerify);
  for (const wrong of PROBES.keys()) {
    let asked = 0;
    const library = saying((signature, message, publicKey) => {
      const isRight = nativeVerify(publicKey, message, signature);
      asked += 1;
      return asked === wrong + 1 ? !isRight : isRight;
    });
    const found = fastestVerify(library);
    // A probe that its shape alone refuses reaches no library.
    assert.equal(found === nativeVerify, wrong < asked, `probe ${wrong}`);
  }
});
