import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createHome } from "#node/index.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { type Cost, signedBy, verifyBarely } from "./api/bare-verification.ts";
import { post, type Sending } from "./api/post.ts";
import { type ServedNode, startNode } from "./api/served-node.ts";
import { seedOf } from "./crowd.ts";
import { print } from "./figure.ts";
import { createPayers, foundedSeen, payersFounding, signPayments } from "./payers.ts";

/*
 * Signed payments through the API to acknowledged, sustained, against bare Ed25519 verification by
 * the node's own library, turn by turn in one run, in microseconds on a core: other load on the machine
 * moves a rate, and hardly these. The node is a process of its own, as people run it; what is sent was
 * signed before, and neither signing nor sending is counted.
 *   npm run bench api [-- --actions 40000 --batch 500 --lanes 4 --rounds 4]
 */
const { values } = parseArgs({
  options: {
    people: { type: "string", default: "2000" },
    actions: { type: "string", default: "40000" },
    batch: { type: "string", default: "500" },
    lanes: { type: "string", default: "4" },
    rounds: { type: "string", default: "4" },
  },
});
const people = Number(values.people);
const rounds = Number(values.rounds);
const sending: Sending = { people, batch: Number(values.batch), lanes: Number(values.lanes) };
/** How long a turn of bare verification takes. */
const VERIFY_MS = 1_000;

await measure();

async function measure(): Promise<void> {
  const signers = createPayers(people);
  const home = mkdtempSync(join(tmpdir(), "folkmoot-bench-api-"));
  const founding = payersFounding(signers);
  const validatorSeed = seedOf("validator");
  const { file } = await createHome({ home, law: folkmootLaw, founding, validatorSeed });
  const node = await startNode(home);
  try {
    const { community } = node;
    const deps = { community, seen: foundedSeen(file.document) };
    const wires = signPayments(signers, deps, Number(values.actions));
    const signed = signedBy(signers, community);
    verifyBarely(signed, 0);
    const [warm, ...turns] = cutEvenly(wires, rounds + 1);
    await post(node.url, warm ?? [], sending);
    const done: (Cost & { readonly ms: number })[] = [];
    const verified: Cost[] = [];
    for (const turn of turns) {
      done.push(await acknowledge(node, turn));
      verified.push(verifyBarely(signed, VERIFY_MS));
    }
    const ms = done.reduce((total, one) => total + one.ms, 0);
    printFigures({ ms, ...sumOf(done) }, sumOf(verified));
  } finally {
    await node.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Sends actions, and asks the node what they have cost it. */
async function acknowledge(node: ServedNode, wires: readonly Uint8Array[]) {
  const before = await node.cost();
  const ms = await post(node.url, wires, sending);
  return { count: wires.length, ms, coreUs: (await node.cost()) - before };
}

function printFigures(done: Cost & { readonly ms: number }, verified: Cost): void {
  const { batch, lanes } = sending;
  const each = ({ count, coreUs }: Cost): number => coreUs / count;
  const detail = {
    peer: { name: "bare Ed25519 verification", value: Math.round(each(verified) * 10) / 10 },
    ...{ batch, lanes, rounds, node: process.versions.node },
  };
  const rate = done.count / (done.ms / 1000);
  print({ bench: "api/acknowledged", value: rate, unit: "per second", ...detail });
  print({
    bench: "api/core-us-per-action",
    value: each(done),
    unit: "core-µs",
    goal: process.versions.node.startsWith("20.") ? 135 : 110,
    goalIs: "at most",
    ...detail,
  });
  print({
    bench: "api/of-verification",
    value: each(verified) / each(done),
    unit: "ratio",
    goal: 0.55,
    goalIs: "at least",
    ...detail,
  });
}

function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, one) => ({
    count: sum.count + one.count,
    coreUs: sum.coreUs + one.coreUs,
  }));
}

/** Cuts at whole rounds of everybody where there are enough, so that each part goes round them again. */
function cutEvenly(wires: readonly Uint8Array[], parts: number): readonly Uint8Array[][] {
  const even = Math.floor(wires.length / parts);
  const size = even < people ? even : even - (even % people);
  return Array.from({ length: parts }, (_, at) => wires.slice(at * size, (at + 1) * size));
}
