import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { viewPath } from "#client/view-path.js";
import { findTable } from "#protocol/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { type ServedNode, startNode } from "./api/served-node.ts";
import { median, print } from "./figure.ts";
import { createMember, type Member } from "./pages/member.ts";
import { foundTown } from "./pages/town.ts";
import { foundedSeen } from "./payers.ts";

/*
 * How long one request for a proof holds the main thread of a node at a stretch, in a community of many
 * members: meanwhile nobody else is answered. Alone, so that nothing else is in it.
 *   npm run bench held [-- --members 20000 --rounds 15]
 */
const { values } = parseArgs({
  options: {
    members: { type: "string", default: "20000" },
    rounds: { type: "string", default: "15" },
  },
});
/** Longer than this nobody is to wait for somebody else's proof. Units: milliseconds. */
const GOAL = 5;
const ROUNDS = Number(values.rounds);

const home = mkdtempSync(join(tmpdir(), "folkmoot-bench-held-"));
try {
  const town = await foundTown(home, Number(values.members));
  const node = await startNode(home, ["--usual"]);
  try {
    const { url, community } = node;
    const [, signer] = town.signers;
    if (signer === undefined) throw new Error("there is a second person");
    const seen = foundedSeen(town.document);
    const member = createMember({ url, community, seen, signer, person: 2 });
    await member.signIn();
    await node.held();
    for (const [name, path] of questions(town.members)) await measure({ node, member, name, path });
  } finally {
    await node.stop();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** What proves most at once: pages of a list, and all rows of a circle. */
function questions(members: number): readonly (readonly [string, string])[] {
  const after = Math.floor(members / 2);
  const proved = (name: string, query: object) => viewPath(name, query, { proved: "" });
  const people = Array.from({ length: 50 }, (_, at) => 1 + at * Math.floor(members / 50));
  const table = findTable(folkmootLaw, "circles/memberships");
  const all = findTable(folkmootLaw, "membership/members");
  if (table === undefined || all === undefined) throw new Error("the law has circles");
  const [from, until] = [table.keyBytes([2]), table.keyBytes([3])].map(toHex);
  return [
    ["nothing", "/community"],
    ["view-person", proved("membership/person", { person: after })],
    ["view-people", proved("membership/people", { after })],
    ["view-profiles", proved("records/profiles", { after })],
    ["view-scattered", proved("membership/some", { people })],
    ["view-circle", proved("circles/people", { circle: 2, after: 0 })],
    ["range", `/proofs?from=${from}&until=${until}`],
    ["range-long", `/proofs/membership/members?until=${toHex(all.keyBytes([after]))}`],
  ];
}

async function measure(about: {
  readonly node: ServedNode;
  readonly member: Member;
  readonly name: string;
  readonly path: string;
}): Promise<void> {
  const { node, member, name, path } = about;
  const held: number[] = [];
  const taken: number[] = [];
  let [status, bytes] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    await node.held();
    const begun = performance.now();
    const answer = await member.ask(path);
    bytes = (await answer.arrayBuffer()).byteLength;
    taken.push(performance.now() - begun);
    held.push(await node.held());
    ({ status } = answer);
  }
  print({
    bench: `held/${name}`,
    // Whatever else the machine does only adds to it: the least is what the work itself takes.
    ...{ value: Math.min(...held), unit: "ms", goal: GOAL, goalIs: "at most" },
    ...{ median: Math.round(median(held) * 10) / 10, status, bytes },
    answered: Math.round(Math.min(...taken) * 10) / 10,
  });
}
