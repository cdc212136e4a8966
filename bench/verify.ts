import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createHome, verifyHome } from "#node/index.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { signedBy, verifyBarely } from "./api/bare-verification.ts";
import { post } from "./api/post.ts";
import { startNode } from "./api/served-node.ts";
import { seedOf } from "./crowd.ts";
import { print } from "./figure.ts";
import { createPayers, foundedSeen, payersFounding, signPayments } from "./payers.ts";

/*
 * Carrying a history of payments out again, everything compared, as `folkmoot verify` does: actions a
 * second, and microseconds on a core for each, beside bare verification of a signature.
 *   npm run bench verify [-- --actions 40000 --people 2000 --rounds 2]
 */
const { values } = parseArgs({
  options: {
    people: { type: "string", default: "2000" },
    actions: { type: "string", default: "40000" },
    rounds: { type: "string", default: "2" },
  },
});
const people = Number(values.people);
const actions = Number(values.actions);

await measure();

async function measure(): Promise<void> {
  const signers = createPayers(people);
  const home = mkdtempSync(join(tmpdir(), "folkmoot-bench-verify-"));
  const founding = payersFounding(signers);
  const validatorSeed = seedOf("validator");
  const { file } = await createHome({ home, law: folkmootLaw, founding, validatorSeed });
  try {
    const node = await startNode(home);
    const deps = { community: node.community, seen: foundedSeen(file.document) };
    const wires = signPayments(signers, deps, actions);
    await post(node.url, wires, { people, batch: 500, lanes: 4 });
    await node.stop();
    for (let round = 0; round < Number(values.rounds); round += 1) {
      await verifyOnce(home, round);
    }
    const { count, coreUs } = verifyBarely(signedBy(signers, node.community), 1_000);
    print({ bench: "verify/bare-verification", value: coreUs / count, unit: "core-µs" });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function verifyOnce(home: string, round: number): Promise<void> {
  const before = process.cpuUsage();
  const begun = performance.now();
  const verdict = await verifyHome(home);
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  if (!verdict.ok) throw new Error(verdict.reason);
  const detail = { actions, blocks: verdict.height, round, node: process.versions.node };
  const rate = actions / (ms / 1000);
  const goal = { goal: 8_000, goalIs: "at least" } as const;
  print({ bench: "verify/actions", value: rate, unit: "per second", ...goal, ...detail });
  const each = (user + system) / actions;
  print({ bench: "verify/core-us-per-action", value: each, unit: "core-µs", ...detail });
}
