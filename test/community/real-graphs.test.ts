/**
 * Goal: communities of real people's trust live as any other does.
 *
 * Method: each graph becomes a founding document; then everybody collects income, somebody pays along
 * every real line of trust for which there is money, all vote on a higher income, and it takes effect.
 * Balances must add up to the last share, and history must verify from the founding on.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Submission } from "#engine/engine.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { verifyHome } from "#node/index.js";
import { openFor, voteFor } from "#protocol/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { encode } from "#protocol/kernel/schema.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { textHash } from "#protocol/texts/index.js";
import { DAY, type Founded, foundFromGraph } from "./founded.ts";
import { graphNames, readGraph, type TrustGraph } from "./trust-graph.ts";

const ONE = 1_000_000;
const RAISED = 1_100_000;
/** Payments of one each at most: a day's income pays for twenty-four of them. */
const PAYMENTS_EACH_MAX = 20;

function outcomeOf(submission: Submission): string {
  if (submission.state === "refused") return submission.refusal.fault.code;
  return submission.state === "acknowledged" ? "done" : submission.state;
}

function view<V>(founded: Founded, name: string, query: unknown): V {
  const { ledger } = founded.node.engine;
  const ruleContext = ledger.stateMachine.ruleContext(founded.node.engine.head().time);
  const declared = folkmootLaw.viewByName.get(name);
  assert.ok(declared);
  return declared.read({ ...ruleContext, state: ledger.reader(), query } as never) as V;
}

async function allDone(submissions: readonly Promise<Submission>[]): Promise<number> {
  const outcomes = (await Promise.all(submissions)).map(outcomeOf);
  assert.deepEqual(
    outcomes.filter((outcome) => outcome !== "done"),
    [],
  );
  return outcomes.length;
}

/** For every line of trust, pays 1.00 of the trusted currency from its issuer, who has income now. */
function payAlongTrust(founded: Founded, graph: TrustGraph) {
  const spent = new Map<number, number>();
  const payments = [];
  for (const { account, currency } of graph.trusts) {
    if ((spent.get(currency) ?? 0) >= PAYMENTS_EACH_MAX) continue;
    spent.set(currency, (spent.get(currency) ?? 0) + 1);
    const input = { to: account, parts: [{ currency, micro: ONE }], note: new Uint8Array(32) };
    payments.push(founded.act(currency, "money/pay", input));
  }
  return payments;
}

async function raiseIncome(founded: Founded, graph: TrustGraph, everybody: readonly number[]) {
  const setParameter = folkmootLaw.actionByType.get("constitution/set-parameter");
  assert.ok(setParameter);
  const input = { parameter: "income-per-hour", value: RAISED };
  const digest = new Uint8Array(32).fill(graph.people % 256);
  const text = textHash(nativeHasher, 1 as PersonId, digest);
  const about = { digest, audience: "public", kind: "proposal", bytes: 64 };
  await allDone([founded.act(1, "records/publish", about)]);
  const effects = [
    { option: 0, tag: setParameter.tag, payload: encode(setParameter.input, input) },
  ];
  await allDone([
    founded.act(1, "decisions/open", openFor({ circle: 1, kind: "rule", text, effects })),
  ]);
  await founded.pass(60_000);
  const vote = (person: number) => voteFor(1, person % 4 === 0 ? "no" : "yes");
  await allDone(
    everybody.map((person) => founded.act(person, "decisions/cast-vote", vote(person))),
  );
  for (const days of [21, 30, 1]) await founded.pass(days * DAY + 1000);
}

function assertAddsUp(founded: Founded): void {
  const { ledger } = founded.node.engine;
  const broken = ledger.stateMachine.broken(ledger.reader(), founded.node.engine.head().time);
  assert.deepEqual(broken, []);
}

const names = graphNames();

test("real trust graphs are there to be read", (t) => {
  if (names.length === 0) t.skip("../shared/data/paths/circles is absent: no community is founded");
});

for (const name of names) {
  const graph = readGraph(name);
  test(`${name}: ${graph.people} people claim, pay, vote, and a rule changes`, async () => {
    const founded = await foundFromGraph(graph);
    try {
      const everybody = Array.from({ length: graph.people }, (_, at) => at + 1);
      await founded.pass(DAY);
      await allDone(everybody.map((person) => founded.act(person, "money/claim", { until: 0 })));
      const paid = await allDone(payAlongTrust(founded, graph));
      assert.ok(paid > 0, "somebody was paid along a real line of trust");
      assertAddsUp(founded);

      await raiseIncome(founded, graph, everybody);
      const decision = view<{ stage: string }>(founded, "decisions/decision", {
        decision: 1,
        person: 0,
      });
      assert.equal(decision.stage, "in-effect");
      const day = view<{ perHourMicro: number }>(founded, "money/day", {});
      assert.equal(day.perHourMicro, RAISED);
      await allDone(everybody.map((person) => founded.act(person, "money/claim", { until: 0 })));
      assertAddsUp(founded);

      const appHash = toHex(founded.node.engine.head().root);
      await founded.node.stop();
      const verdict = await verifyHome(founded.home);
      assert.equal(verdict.ok, true, JSON.stringify(verdict));
      assert.equal(verdict.ok && verdict.appHash, appHash);
    } finally {
      await founded.end();
    }
  });
}
