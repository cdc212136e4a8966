import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nativeVerify } from "#engine/native-signature.js";
import { decodeHeader } from "#protocol/chain/index.js";
import { decodeRestart, encodeRestart, restartMessage } from "#protocol/chain/restart.js";
import { checkRestart } from "#protocol/check-restart.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { firstBlockProblem } from "#protocol/restarted-block.js";
import { cryptoHasher, hex } from "./comet-json.ts";
import { repositoryRoot } from "./light-client-data.ts";

interface Vector {
  name: string;
  last: string;
  certificate: string;
  message: string;
  holds: boolean;
  first: { header: string; fits: boolean }[];
}

const file = join(repositoryRoot(), "vectors", "chain", "restarts.json");
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: Vector[] };

for (const { name, last, certificate, message, holds, first } of vectors) {
  test(`restarts: ${name}`, () => {
    const header = decodeHeader(hex(last));
    const read = decodeRestart(hex(certificate));
    assert.ok(header.ok && read.ok);
    assert.equal(toHex(encodeRestart(read.value)), certificate);
    assert.equal(toHex(restartMessage(cryptoHasher, read.value.restart)), message);
    const checked = checkRestart(cryptoHasher, nativeVerify, header.value, read.value);
    assert.equal(checked.ok, holds, checked.ok ? "" : checked.reason);
    for (const { header: bytes, fits } of first) {
      const block = decodeHeader(hex(bytes));
      assert.ok(block.ok);
      const problem = firstBlockProblem(cryptoHasher, read.value.restart, block.value);
      assert.equal(problem === undefined, fits, problem);
    }
  });
}

test("restarts: some hold and some do not", () => {
  assert.deepEqual(new Set(vectors.map(({ holds }) => holds)), new Set([true, false]));
});
