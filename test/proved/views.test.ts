/**
 * Goal: a device works every view of the law out for itself, from what a node proves, and finds the
 * answer that the law gives on the whole state; what it cannot prove says why.
 *
 * Method: the demonstration behind a real node; each view is asked with everything that its question
 * can name there, and compared with the view run on the node's own state. Prints what proofs take.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FolkmootError } from "#client/error.js";
import { isHiddenByReads } from "#client/proved/by-reads.js";
import { type ProvedCost, provedView } from "#client/proved/proved-view.js";
import { nativeHasher } from "#engine/native-hasher.js";
import {
  type AnyView,
  type DecisionId,
  decisionsTable,
  present,
  runView,
  toPlain,
} from "#protocol/index.js";
import { type ProvedNode, startProvedNode } from "./proved-node.ts";

let world: ProvedNode;
before(async () => {
  world = await startProvedNode();
});
after(() => world.end());

/** Questions whose answers are made of rows that a stranger may not read, and of nothing else. */
const HIDDEN = ["decisions/answer", "challenges/ballot", "challenges/voice"];

/** Numbers of things: some that are there, and one that is not; all decisions, since each is at another stage. */
const numbersOf = (noun: string): readonly number[] =>
  noun === "decision" ? [1, 2, 3, 4, 5, 6, 7, 8, 999] : [1, 2, 999];

/** Questions to a view: whatever its fields can name in a small community, a few of each. */
function questionsTo(view: AnyView): readonly { readonly [name: string]: unknown }[] {
  const { description } = view.query;
  assert.equal(description.kind, "record");
  if (description.kind !== "record") return [];
  let questions: { readonly [name: string]: unknown }[] = [{}];
  for (const { name, shape } of description.fields) {
    const values =
      shape.kind === "ref"
        ? numbersOf(shape.to)
        : shape.kind === "bytes"
          ? [new Uint8Array(shape.length)]
          : shape.kind === "choice"
            ? shape.options
            : shape.kind === "uint"
              ? [0, 1]
              : [[]];
    questions = questions.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return questions;
}

/** The view's answer by the law, on the state under a header. */
function byTheLaw(view: AnyView, query: unknown, height: number, now: number): unknown {
  const { ledger } = world.node.engine;
  const state = present(ledger.readerAt(height - 1), "the height is held");
  const { community } = ledger;
  const run = { state, query, now, community, sha256: nativeHasher.sha256 };
  const value = runView(ledger.law, view, run);
  return value === undefined ? undefined : toPlain(value);
}

/** Tells whether voting on a decision lasts: then nobody may know how many rows of ballots there are. */
function isOpen(decision: unknown): boolean {
  const row = decisionsTable.get(world.node.engine.ledger.reader(), [decision as DecisionId]);
  return row?.stage === "open";
}

/** A view that everyone may have and that cannot be proved says why, and a device finds it so by itself. */
async function assertSaysWhy(view: AnyView, query: unknown): Promise<void> {
  assert.ok(view.hidden !== undefined, `${view.name} does not say why`);
  assert.match(view.hidden.reason, /^[A-Z].*\. [A-Z].*\.$/);
  const found = await isHiddenByReads(world.device, { name: view.name, query });
  assert.ok(found.ok && found.value.value === true, `${view.name} is refused without a reason`);
}

test("no view is asked with a word that asks for its proof", () => {
  for (const { name, query } of world.node.engine.ledger.law.viewByName.values()) {
    assert.equal(query.description.kind, "record");
    if (query.description.kind !== "record") continue;
    const words = query.description.fields.map((field) => field.name);
    assert.deepEqual(
      words.filter((word) => ["proved", "at"].includes(word)),
      [],
      name,
    );
  }
});

test("every view is worked out from proofs as the law has it, or says why not", async () => {
  const { law } = world.node.engine.ledger;
  const costs = new Map<string, ProvedCost>();
  for (const view of law.viewByName.values()) {
    const hidden: unknown[] = [];
    const questions = questionsTo(view);
    for (const query of questions) {
      const proved = await provedView(world.device, { name: view.name, query }).catch((error) => {
        if (error instanceof FolkmootError && error.code === "node/not-provable") return undefined;
        throw new Error(`${view.name} ${JSON.stringify(query)}: ${error.code} ${error.message}`);
      });
      if (proved === undefined) {
        hidden.push(query["decision"]);
        if (view.visibility === "everyone") await assertSaysWhy(view, query);
        continue;
      }
      assert.ok(
        proved.ok,
        `${view.name} ${JSON.stringify(query)}: ${!proved.ok && proved.reason.detail}`,
      );
      const { header } = proved.value.block;
      const now = Number(header.time / 1_000_000n);
      assert.deepEqual(
        proved.value.value,
        byTheLaw(view, query, Number(header.height), now),
        view.name,
      );
      const most = costs.get(view.name);
      if (most === undefined || proved.value.cost.bytes > most.bytes)
        costs.set(view.name, proved.value.cost);
    }
    if (HIDDEN.includes(view.name)) continue;
    assert.ok(hidden.length < questions.length, `${view.name} can never be proved`);
    assert.deepEqual(
      hidden.filter((decision) => !isOpen(decision)),
      [],
      view.name,
    );
  }
  for (const [view, cost] of costs) console.log(`# ${view}: ${JSON.stringify(cost)}`);
});
