/**
 * Goal: no answer of a node makes a device work out anything but the truth: it finds every lie, also one
 * that is made of true proofs.
 *
 * Method: a real node's answers, each changed as somebody would who gains by it; each changed answer is
 * refused, and the unchanged one is taken.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { viewByReads } from "#client/proved/by-reads.js";
import { createProvedReader } from "#client/proved/proved-reader.js";
import { provedView } from "#client/proved/proved-view.js";
import {
  type AnyView,
  defineView,
  folkmootLaw,
  members,
  type PersonId,
  record,
  toHex,
} from "#protocol/index.js";
import { type ProvedNode, startProvedNode } from "./proved-node.ts";

interface Given {
  readonly height: number;
  readonly ranges: readonly {
    readonly from: string;
    readonly until: string | null;
    readonly proof: string;
  }[];
}

let world: ProvedNode;
let truth: Given;
const question = { name: "money/wallet", query: { account: 3 } };

before(async () => {
  world = await startProvedNode();
  truth = (await world.device.ask(question)) as Given;
});
after(() => world.end());

/** What comes of an answer that a node gives instead of the true one. */
async function told(answer: unknown, asked = question) {
  return provedView({ ...world.device, ask: async () => answer }, asked);
}

/** A proof, by the node itself, of a stretch of its own choice. */
function proofOf(from: string, until: string, height = truth.height): string {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
  const answer = world.node.engine.ledger.prove(height - 1, bytes(from), bytes(until));
  assert.ok(answer.ok);
  return Buffer.from(answer.proof).toString("base64");
}

/** Without its last row: a true proof of less. */
function shortened(): Given {
  const { ledger } = world.node.engine;
  const ranges = truth.ranges.map((range) => ({ ...range }));
  const long = ranges.find(({ from, until }) => rowsIn(from, until) > 1);
  assert.ok(long?.until);
  const rows = [...allRows(long.from, long.until)];
  const last = toHex(rows.at(-1)?.key ?? new Uint8Array(32));
  long.until = last;
  long.proof = proofOf(long.from, last);
  assert.ok(ledger.height() >= truth.height - 1);
  return { ...truth, ranges };
}

const keyOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
function allRows(from: string, until: string) {
  const { ledger } = world.node.engine;
  const table = ledger.law.tableById.get(Number.parseInt(from.slice(0, 4), 16));
  assert.ok(table);
  return ledger.reader().scan(table, keyOf(from), keyOf(until));
}
const rowsIn = (from: string, until: string | null): number =>
  until === null ? 0 : [...allRows(from, until)].length;

const flipped = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, "base64");
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytes.toString("base64");
};

test("the true answer is taken", async () => {
  assert.equal((await told(truth)).ok, true);
});

const LIES: { readonly [what: string]: () => unknown } = {
  "no answer at all": () => null,
  "no stretch": () => ({ ...truth, ranges: [] }),
  "the first stretch left out": () => ({ ...truth, ranges: truth.ranges.slice(1) }),
  "the last stretch left out": () => ({ ...truth, ranges: truth.ranges.slice(0, -1) }),
  "a row left out at the end of a stretch": shortened,
  "a stretch twice": () => ({ ...truth, ranges: [truth.ranges[0], ...truth.ranges] }),
  "stretches out of order": () => ({ ...truth, ranges: truth.ranges.toReversed() }),
  "the proof of one stretch for another": () => ({
    ...truth,
    ranges: truth.ranges.map((range, at) => ({
      ...range,
      proof: truth.ranges[(at + 1) % truth.ranges.length]?.proof,
    })),
  }),
  "a bit of a proof changed": () => ({
    ...truth,
    ranges: truth.ranges.map((range) => ({ ...range, proof: flipped(range.proof, -40) })),
  }),
  "the first byte of a proof changed": () => ({
    ...truth,
    ranges: truth.ranges.map((range) => ({ ...range, proof: flipped(range.proof, 0) })),
  }),
  "an empty proof": () => ({
    ...truth,
    ranges: truth.ranges.map((range) => ({ ...range, proof: "" })),
  }),
  "no base64": () => ({
    ...truth,
    ranges: truth.ranges.map((range) => ({ ...range, proof: "?" })),
  }),
  "a key too short": () => ({
    ...truth,
    ranges: truth.ranges.map((range) => ({ ...range, from: range.from.slice(2) })),
  }),
  "another height": () => ({ ...truth, height: truth.height - 1 }),
  "a height to come": () => ({ ...truth, height: truth.height + 1_000 }),
  "a height that is none": () => ({ ...truth, height: "latest" }),
  "an old state, truly proved": () => {
    const height = truth.height - 3;
    const ranges = truth.ranges.map(({ from, until }) => ({
      from,
      until,
      proof: proofOf(from, until ?? "", height),
    }));
    return { height, ranges };
  },
  "more stretches than one view takes": () => ({
    ...truth,
    ranges: Array.from({ length: 1_001 }, () => truth.ranges[0]),
  }),
};

for (const [what, lie] of Object.entries(LIES)) {
  test(`a lie is found: ${what}`, async () => {
    const found = await told(lie());
    assert.equal(found.ok, false);
  });
}

test("a lie is found: another person's wallet, truly proved", async () => {
  const other = await world.device.ask({ ...question, query: { account: 5 } });
  assert.equal((await told(other)).ok, false);
});

test("a lie is found: the wallet of a community of another name", async () => {
  const device = { ...world.device, community: new Uint8Array(32).fill(7) };
  const found = await provedView({ ...device, ask: async () => truth }, question);
  assert.ok(!found.ok && /another community/.test(found.reason.detail));
});

test("outside of what was proved nothing is read, not even that there is nothing", () => {
  const { law } = world.node.engine.ledger;
  const table = law.tableByName.get("money/holdings");
  assert.ok(table);
  const reader = createProvedReader([]);
  assert.throws(() => reader.read(table, [1, 1]), /outside of what was proved/);
  assert.throws(() => [...reader.scan(table, table.keyBytes([1]), table.endBytes([1]))]);
});

/** Reads a row, all rows around it, and one of these again. */
const mixed = defineView({
  name: "toy/mixed",
  summary: "How many people there are.",
  visibility: "everyone",
  query: record({}),
  read({ state }) {
    const has = (person: number) => members.has(state, [person as PersonId]);
    return { has: has(3), all: [...members.entries(state, [])].length, again: has(5) };
  },
});

test("what is read piece by piece is asked for once: rows that a wider piece holds do not hide it", async () => {
  const { light } = world.device;
  const viewByName = new Map([[mixed.name, mixed as AnyView]]);
  const editions = folkmootLaw.editions.map((edition) => ({ ...edition, viewByName }));
  let asked = 0;
  const device = {
    ...world.device,
    law: { ...folkmootLaw, editions },
    light: {
      latest: () => light.latest(),
      blockAt: (height: bigint) => light.blockAt(height),
      verifiedRange: (...range: Parameters<typeof light.verifiedRange>) => {
        asked += 1;
        return light.verifiedRange(...range);
      },
    },
  };
  const pieces = await viewByReads(device, { name: mixed.name, query: {} });
  assert.ok(pieces.ok);
  assert.deepEqual(pieces.value.value, { has: true, all: 25, again: true });
  assert.equal(asked, 2);
});

test("a decision is counted again from all its ballots", async () => {
  const asked = { name: "decisions/recount", query: { decision: 1 } };
  const counted = await viewByReads(world.device, asked);
  assert.ok(counted.ok);
  const { count } = counted.value.value as { count: { ballots: number; holds: boolean } };
  assert.ok(count.ballots > 5 && count.holds);
  const short = await provedView(world.device, asked);
  assert.deepEqual(short.ok && short.value.value, counted.value.value);
});
