/**
 * Goal: what a page shows is checked against what the device works out itself: the truth is found to be
 * the same, a change since then is told as one, a lie as a lie, and a refusal only believed with a reason.
 *
 * Method: the demonstration behind a real node; its answers are shown as they are, late, or changed, and
 * checked as the app does it.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { askJson } from "#client/ask.js";
import { createClient, type Reading } from "#client/client.js";
import { FolkmootError } from "#client/error.js";
import { seedSigner } from "#client/keys/seed-signer.js";
import { type CheckPageDeps, checkPage } from "#client/proved/check-page.js";
import { checkShown, hiddenReason, type ShownVerdict } from "#client/proved/check-shown.js";
import type { ShownView } from "#client/proved/shown-view.js";
import { httpTransport } from "#client/transport/http.js";
import { viewPath } from "#client/view-path.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { runView, toPlain } from "#protocol/index.js";
import { type ProvedNode, startProvedNode } from "./proved-node.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

let world: ProvedNode;
let deps: CheckPageDeps;

before(async () => {
  world = await startProvedNode();
  deps = { ...world.device, reread: ({ name, query }) => read(name, query) };
});
after(() => world.end());

/** What the node shows now. */
async function read(name: string, query: unknown): Promise<ShownView> {
  const question = { method: "GET" as const, path: viewPath(name, query) };
  const reading = await askJson<Reading<unknown>>(
    httpTransport(world.node.url),
    question,
    "or nothing",
  );
  return { name, query, value: reading?.value, asOf: reading?.asOf };
}

async function verdictOf(shown: ShownView, by: Partial<CheckPageDeps> = {}): Promise<ShownVerdict> {
  const checked = await checkShown({ ...deps, ...by }, shown);
  assert.ok(checked.ok, checked.ok ? "" : checked.reason.detail);
  return checked.value.verdict;
}

const HOUR = 3_600_000;
const WALLET = ["money/wallet", { account: 3 }] as const;

test("all of a page is checked against one page of the record", async () => {
  const page = await Promise.all([
    read(...WALLET),
    read("membership/person", { person: 4 }),
    read("decisions/list", {}),
    read("constitution/rules", {}),
    read("membership/person", { person: 999 }),
  ]);
  const checked = await checkPage(deps, page);
  assert.ok(checked.ok);
  const { items, block, cost } = checked.value;
  assert.deepEqual(
    items.map(({ verdict }) => verdict?.kind),
    page.map(() => "same"),
  );
  assert.ok(block.signers.length > 0 && cost.bytes > 1_000 && cost.rows > 20);
});

test("a figure that was changed is told, with both", async () => {
  const shown = await read(...WALLET);
  const value = JSON.parse(JSON.stringify(shown.value));
  value.holdings[0].shares = "1";
  const verdict = await verdictOf({ ...shown, value });
  assert.ok(verdict.kind === "differs");
  const [only, ...others] = verdict.differences;
  assert.deepEqual(only?.path, ["holdings", "1", "shares"]);
  assert.equal(only?.shown, "1");
  assert.ok(BigInt(String(only?.own)) > 1n);
  assert.deepEqual(others, []);
});

test("what was left out, added or denied is told", async () => {
  const shown = await read("membership/people", { after: 0 });
  const page = shown.value as { readonly rows: readonly unknown[] };
  const { rows } = page;
  const without = await verdictOf({ ...shown, value: { ...page, rows: rows.slice(0, -1) } });
  const more = await verdictOf({ ...shown, value: { ...page, rows: [...rows, rows[0]] } });
  const denied = await verdictOf({ ...shown, value: undefined });
  const made = await verdictOf({ ...(await read(...WALLET)), query: { account: 999 } });
  assert.deepEqual(
    [without, more, denied, made].map(({ kind }) => kind),
    ["differs", "differs", "differs", "differs"],
  );
});

interface Demo {
  readonly people: readonly { readonly person: number; readonly seed: string }[];
}

test("what has changed since it was read is older, and the same once it is read again", async () => {
  const transport = httpTransport(world.node.url);
  const { people } = await askJson<Demo>(transport, { method: "GET", path: "/demo" });
  const [who] = people;
  assert.ok(who !== undefined);
  const shown = await read("money/wallet", { account: who.person });
  const client = createClient({ transport, signer: seedSigner(bytesOf(who.seed)) });
  const sent = await client.act("money/claim", { until: 0 });
  assert.ok(sent.receipt !== undefined, JSON.stringify(sent.problem));
  const verdict = await verdictOf(shown);
  assert.ok(verdict.kind === "older" && verdict.differences.length > 0);
  const checked = await checkPage(deps, [shown]);
  assert.ok(checked.ok);
  const [item] = checked.value.items;
  assert.deepEqual([item?.before?.kind, item?.verdict?.kind], ["older", "same"]);
  assert.notDeepEqual(item?.shown.value, shown.value);
  const lied = { ...shown, value: { ...(shown.value as object), account: 4 } };
  assert.equal((await verdictOf(lied)).kind, "differs");
});

test("what the clock alone has changed since the newest block is the same, within two minutes", async () => {
  const query = { account: 5 };
  await world.advance(untilNextHourOf(query) - 30_000);
  const held = await read("money/wallet", query);
  assert.ok(held.asOf !== undefined);
  const { height } = held.asOf;
  // As a node shows it whose clock is ahead: an hour of income has come.
  const shownAt = (ahead: number): ShownView => {
    const now = world.device.now() + ahead;
    return { ...held, value: byTheLaw("money/wallet", query, now), asOf: { height, now } };
  };
  assert.notDeepEqual(shownAt(60_000).value, held.value);
  assert.equal((await verdictOf(shownAt(60_000))).kind, "same");
  assert.equal((await verdictOf(shownAt(180_000))).kind, "differs");
});

/** How long it is until another hour of income has come. */
function untilNextHourOf(query: { readonly account: number }): number {
  const now = world.device.now();
  const at = (ahead: number) => JSON.stringify(byTheLaw("money/wallet", query, now + ahead));
  const second = 1_000;
  for (let ahead = second; ahead <= HOUR; ahead += second) if (at(ahead) !== at(0)) return ahead;
  throw new Error("no income comes within an hour");
}

/** A view by the law on the node's newest state. */
function byTheLaw(name: string, query: unknown, now: number): unknown {
  const { ledger } = world.node.engine;
  const view = ledger.law.viewByName.get(name);
  assert.ok(view !== undefined);
  const { community } = ledger;
  const run = { state: ledger.reader(), query, now, community, sha256: nativeHasher.sha256 };
  return toPlain(runView(ledger.law, view, run));
}

test("a moment that cannot be makes no lie true", async () => {
  const shown = await read(...WALLET);
  const value = { ...(shown.value as object), account: 4 };
  const at = shown.asOf;
  assert.ok(at !== undefined);
  for (const asOf of [
    { ...at, now: at.now + 3_600_000 },
    { ...at, now: 0 },
    { ...at, now: Number.NaN },
    { ...at, height: -1 },
    { ...at, height: at.height + 1_000 },
    at,
  ]) {
    assert.equal(
      (await verdictOf({ ...shown, value, asOf })).kind,
      "differs",
      JSON.stringify(asOf),
    );
  }
});

test("votes of an open proposal: the law's own reason, and no other refusal is believed", async () => {
  const open = await openDecision();
  const reason = /answers of an open proposal are closed to everyone/;
  const verdict = await verdictOf(open);
  assert.ok(verdict.kind === "hidden" && reason.test(verdict.reason));
  assert.match((await hiddenReason(deps, open)) ?? "", reason);
  const wallet = await read(...WALLET);
  assert.equal(await hiddenReason(deps, wallet), undefined);
  const refuses: CheckPageDeps["ask"] = async () => {
    throw new FolkmootError("node/not-provable", "It cannot be proved.", "");
  };
  for (const shown of [wallet, await closedDecision()]) {
    const checked = await checkShown({ ...deps, ask: refuses }, shown);
    assert.ok(!checked.ok && checked.reason.code === "proof-refused");
    assert.match(checked.reason.detail, /nothing in it is hidden/);
    assert.equal(await hiddenReason({ ...deps, ask: refuses }, shown), undefined);
  }
});

async function decisionAt(stage: (stage: string) => boolean): Promise<ShownView> {
  const { value } = await read("decisions/list", {});
  const listed = value as { readonly decision: number; readonly stage: string }[];
  const found = listed.find((each) => stage(each.stage));
  assert.ok(found !== undefined);
  return read("decisions/decision", { decision: found.decision, person: 1 });
}
const openDecision = () => decisionAt((stage) => stage === "open");
const closedDecision = () => decisionAt((stage) => stage !== "open");

test("what one answer cannot hold is proved piece by piece", async () => {
  const shown = await read("membership/people", { after: 0 });
  const tooMuch: CheckPageDeps["ask"] = async () => {
    throw new FolkmootError("node/too-much-to-prove", "It is too much.", "");
  };
  assert.equal((await verdictOf(shown, { ask: tooMuch })).kind, "same");
});

test("a view that cannot be checked does not keep the others from it", async () => {
  const page = [await read(...WALLET), await read("money/day", {})];
  const ask: CheckPageDeps["ask"] = async (question) => {
    if (question.name === "money/day") throw new FolkmootError("node/busy", "Busy.", "Wait.");
    return deps.ask(question);
  };
  const checked = await checkPage({ ...deps, ask }, page);
  assert.ok(checked.ok);
  const [wallet, day] = checked.value.items;
  assert.equal(wallet?.verdict?.kind, "same");
  assert.ok(day?.verdict === undefined && day?.problem?.code === "node/busy");
});
