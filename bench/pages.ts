import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { joinBatch } from "#node/api/batch.js";
import { sealText } from "#node/founding/content.js";
import { findTable, openFor, voteFor } from "#protocol/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { type ServedNode, startNode } from "./api/served-node.ts";
import { median, percentile, print } from "./figure.ts";
import { createMember, type Member } from "./pages/member.ts";
import { type PageRequest, pageRequests } from "./pages/questions.ts";
import { startStrangers } from "./pages/start-strangers.ts";
import { foundTown, type Town } from "./pages/town.ts";
import { foundedSeen } from "./payers.ts";

/*
 * Every request that each page of the app makes, in a community of many members, to a node with the
 * limits that people run it with: first alone, then beside strangers who ask for what costs most as fast as they can;
 * and how long a member's action takes alone and beside them, in turns.
 *   npm run bench pages [-- --members 20000 --rounds 9 --connections 64 --votes 4000]
 */
const { values } = parseArgs({
  options: {
    members: { type: "string", default: "20000" },
    rounds: { type: "string", default: "9" },
    connections: { type: "string", default: "64" },
    votes: { type: "string", default: "4000" },
  },
});
/** The most that a page may wait for the node. Units: milliseconds. */
const GOAL = 200;
/** How many times longer a member's action may take beside strangers. */
const SLOWER_MAX = 3;
const ACTIONS = 40;
const TURNS = 2;
const person = 100;
const other = 103;

const home = mkdtempSync(join(tmpdir(), "folkmoot-bench-pages-"));
try {
  await measure(await foundTown(home, Number(values.members)));
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function measure(town: Town): Promise<void> {
  const node = await startNode(home, ["--usual"]);
  try {
    const { url, community } = node;
    const seen = foundedSeen(town.document);
    const as = (number: number): Member => {
      const signer = town.signers[number - 1];
      if (signer === undefined) throw new Error(`nobody is ${number}`);
      return createMember({ url, community, seen, signer, person: number });
    };
    const member = as(person);
    await member.signIn();
    const { decision, action } = await liveALittle(member, as);
    const texts = town.texts.slice(950, 1_000);
    const table = findTable(folkmootLaw, "circles/memberships");
    if (table === undefined) throw new Error("the law has circles");
    const range = {
      from: toHex(table.keyBytes([2])),
      until: toHex(table.keyBytes([3])),
    };
    const about = { range, person, other, members: town.members, decision, action, texts };
    const requests = pageRequests(about);
    await measureActions(member, url);
    await measurePages({ member, node, requests }, "alone");
    const strangers = await startStrangers(url, Number(values.connections));
    await measurePages({ member, node, requests }, "beside strangers");
    report(await strangers.stop());
  } finally {
    await node.stop();
  }
}

/** A proposal that many have answered, and some payments. */
async function liveALittle(member: Member, as: (person: number) => Member) {
  const text = sealText(member.person, { title: "Shall we?", body: "Let us." });
  await member.ask(`/blobs/${toHex(text.hash)}`, { method: "PUT", body: text.bytes as BodyInit });
  const bytes = text.bytes.length;
  const about = { digest: text.digest, audience: "public", kind: "proposal", bytes };
  await member.act("records/publish", about);
  const proposal = openFor({ circle: 1, kind: "statement", text: text.hash, effects: [] });
  const action = await member.act("decisions/open", proposal);
  const voters = Array.from({ length: Number(values.votes) }, (_, at) => as(at + 1_000));
  const wires = voters.map((voter, at) =>
    voter.sign("decisions/cast-vote", voteFor(1, at % 3 === 0 ? "no" : "yes")),
  );
  for (let at = 0; at < wires.length; at += 200) {
    const headers = { "content-type": "application/vnd.folkmoot.actions" };
    const body = joinBatch(wires.slice(at, at + 200)) as BodyInit;
    const answer = await member.ask("/actions", { method: "POST", headers, body });
    const { receipts } = (await answer.json()) as { receipts: { code: number | string }[] };
    const refused = receipts.find(({ code }) => code !== 0);
    if (refused !== undefined) throw new Error(JSON.stringify(refused));
  }
  return { decision: 1, action };
}

interface Measuring {
  readonly member: Member;
  readonly node: ServedNode;
  readonly requests: readonly PageRequest[];
}

async function measurePages({ member, node, requests }: Measuring, when: string) {
  const rows: { readonly page: string; readonly middle: number; readonly worst: number }[] = [];
  for (const { page, path, body } of requests) {
    const taken: number[] = [];
    let last = 0;
    const before = await node.cost();
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const init = body === undefined ? {} : { method: "POST", body };
      const begun = performance.now();
      const answer = await member.ask(path, init);
      await answer.arrayBuffer();
      taken.push(performance.now() - begun);
      last = answer.status;
    }
    const coreMs = ((await node.cost()) - before) / 1_000 / taken.length;
    const row = { page, middle: median(taken), worst: Math.max(...taken) };
    rows.push(row);
    print({
      bench: `pages/${page}${path.replace(/%22|%2C\d+/g, "").slice(0, 70)}`,
      ...{ value: row.middle, unit: "ms", goal: GOAL, goalIs: "at most" },
      ...{
        worst: Math.round(row.worst * 10) / 10,
        ofGoal: Math.round((row.middle / GOAL) * 1e4) / 1e4,
      },
      ...{ status: last, when },
      ...(when === "alone" ? { coreMs: Math.round(coreMs * 100) / 100 } : {}),
    });
  }
  const slowest = rows.reduce((one, two) => (two.middle > one.middle ? two : one));
  print({
    bench: `pages/slowest ${when}`,
    ...{ value: slowest.middle, unit: "ms", goal: GOAL, goalIs: "at most" },
    ...{ page: slowest.page, worst: Math.max(...rows.map(({ worst }) => worst)) },
  });
}

/** A member's actions, alone and beside strangers by turns. */
async function measureActions(member: Member, url: string): Promise<void> {
  const alone: number[] = [];
  const beside: number[] = [];
  await payAndTime(member, ACTIONS);
  for (let turn = 0; turn < TURNS; turn += 1) {
    alone.push(...(await payAndTime(member, ACTIONS)));
    const strangers = await startStrangers(url, Number(values.connections));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    beside.push(...(await payAndTime(member, ACTIONS)));
    report(await strangers.stop());
  }
  const [idle, busy] = [percentile(alone, 0.95), percentile(beside, 0.95)];
  print({ bench: "pages/action-p95-alone", value: idle, unit: "ms", median: median(alone) });
  print({
    bench: "pages/action-p95-beside-strangers",
    value: busy,
    unit: "ms",
    median: median(beside),
  });
  print({
    bench: "pages/action-p95-ratio",
    ...{ value: busy / idle, unit: "times", goal: SLOWER_MAX, goalIs: "at most" },
  });
}

async function payAndTime(member: Member, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const parts = [{ currency: person, micro: 1 }];
    const begun = performance.now();
    await member.act("money/pay", { to: person + 1, parts, note: new Uint8Array(32) });
    taken.push(performance.now() - begun);
  }
  return taken;
}

function report(counts: ReadonlyMap<number, number>): void {
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const refused = counts.get(429) ?? 0;
  print({
    bench: "pages/strangers-asked",
    value: all,
    unit: "requests",
    refused,
    answered: counts.get(200) ?? 0,
  });
}
