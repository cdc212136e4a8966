import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { portableHasher } from "#client/portable-hasher.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { rowDigest } from "#protocol/kernel/tree/digest.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { verifyRange } from "#protocol/kernel/tree/verify.js";
import {
  type NaiveRow,
  naiveProve,
  naiveRoot,
  naiveRowDigest,
  naiveVerify,
} from "../naive-tree.ts";
import { fromHex, hex } from "./arbitraries.ts";
import { changed, type Model, rowsOf, shown } from "./model.ts";

const FOLDER = join(import.meta.dirname, "../../../vectors/tree");

interface HexRow {
  readonly key: string;
  readonly row: string;
}

interface HexChange {
  readonly key: string;
  readonly row: string | null;
}

interface Question {
  readonly name: string;
  readonly root: string;
  readonly from: string;
  readonly until: string | null;
}

function casesOf<Case>(name: string): Case[] {
  const cases: Case[] = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")).cases;
  assert.ok(cases.length > 0, `${name}.json has cases`);
  return cases;
}

const toRow = ({ key, row }: HexRow): NaiveRow => ({ key: fromHex(key), row: fromHex(row) });

const asText = ({ key, row }: HexRow) => `${key}=${row}`;

/** The verdicts of all verifiers, which must agree; rows as text, or the reason of the refusal. */
function verdict(question: Question, proof: Uint8Array): string | string[] {
  const [root, from] = [fromHex(question.root), fromHex(question.from)];
  const until = question.until === null ? undefined : fromHex(question.until);
  const verdicts = [
    verifyRange(nativeHasher, root, from, until, proof),
    verifyRange(portableHasher, root, from, until, proof),
    naiveVerify(root, from, until, proof),
  ].map((given) => (given.ok ? shown(given.rows) : given.reason));
  for (const given of verdicts) assert.deepEqual(given, verdicts[0], question.name);
  return verdicts[0]!;
}

test("row digests are those of the vectors", () => {
  for (const { name, row, digest } of casesOf<{ name: string; row: string; digest: string }>(
    "row-digests",
  )) {
    assert.equal(hex(rowDigest(nativeHasher, fromHex(row))), digest, name);
    assert.equal(hex(rowDigest(portableHasher, fromHex(row))), digest, name);
    assert.equal(hex(naiveRowDigest(fromHex(row))), digest, name);
  }
});

test("roots after each block of changes are those of the vectors", () => {
  type Step = { readonly changes: HexChange[]; readonly rows: number; readonly root: string };
  for (const { name, steps } of casesOf<{ name: string; steps: Step[] }>("roots")) {
    for (const hasher of [nativeHasher, portableHasher]) {
      const tree = createTree(hasher);
      let model: Model = new Map();
      for (const step of steps) {
        const changes = step.changes.map(({ key, row }) => ({
          key: fromHex(key),
          row: row === null ? undefined : fromHex(row),
        }));
        model = changed(model, changes);
        tree.commit(tree.apply(tree.newest(), changes));
        assert.equal(hex(tree.root(tree.newest())), step.root, name);
        assert.equal(tree.size(tree.newest()), step.rows, name);
        assert.equal(hex(naiveRoot(rowsOf(model))), step.root, name);
      }
    }
  }
});

test("proofs are made and judged as in the vectors", () => {
  type Case = Question & {
    readonly rows: HexRow[];
    readonly proof: string;
    readonly shows: HexRow[];
  };
  for (const given of casesOf<Case>("proofs")) {
    const rows = given.rows.map(toRow);
    const from = fromHex(given.from);
    const until = given.until === null ? undefined : fromHex(given.until);
    const tree = createTree(nativeHasher);
    const version = tree.apply(tree.empty, rows);
    assert.equal(hex(tree.root(version)), given.root, given.name);
    assert.equal(hex(tree.prove(version, from, until)), given.proof, given.name);
    assert.equal(hex(naiveProve(rows, from, until)), given.proof, given.name);
    assert.deepEqual(verdict(given, fromHex(given.proof)), given.shows.map(asText), given.name);
  }
});

test("false proofs are refused for the reasons in the vectors", () => {
  type Case = Question & {
    readonly proof?: string;
    readonly proofZeros?: number;
    readonly reason: string;
  };
  for (const given of casesOf<Case>("refused")) {
    const proof =
      given.proof === undefined ? new Uint8Array(given.proofZeros!) : fromHex(given.proof);
    assert.equal(verdict(given, proof), given.reason, given.name);
  }
});
