import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CometTiming } from "#engine/comet/config.js";
import type { Signer } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { createNetwork, type HomeLayout } from "#node/index.js";
import { communityOf } from "#protocol/founding.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { childOf, type LocalNode, localNode } from "../../test/network/local-network.ts";
import { foundedSeen, payersFounding, signPayments } from "../payers.ts";
import type { LineUp, Machine } from "./line-up.ts";

/** A machine of which consensus has a process of its own. */
export type PairOfProcesses = Machine & { readonly consensus: number };

/** Nodes of a community as its members run them, and where they live. */
export interface FolkmootLineUp extends LineUp {
  readonly machines: readonly PairOfProcesses[];
  readonly homes: readonly HomeLayout[];
  readonly nodes: readonly LocalNode[];
}

/** Founds a community on some machines and starts a node on each. */
export async function startFolkmoot(
  folder: string,
  machines: number,
  signers: readonly Signer[],
  timing: CometTiming,
): Promise<FolkmootLineUp> {
  const founding = payersFounding(signers);
  const made = await createNetwork({ folder, nodes: machines, law: folkmootLaw, founding, timing });
  const nodes = made.homes.map(({ home }) => localNode(home));
  await Promise.all(nodes.map((node) => node.start()));
  const { document } = made.file;
  const community = communityOf(nativeHasher, folkmootLaw, document);
  const seen = foundedSeen(document);
  return {
    write: (count) => signPayments(signers, { community, seen }, count),
    homes: made.homes,
    nodes,
    machines: nodes.map(machineOf),
    async stop() {
      for (const node of nodes) node.signal("law", "SIGTERM");
      await Promise.all(nodes.map((node) => node.ended()));
    },
  };
}

/** Finds the two processes of a node that runs. */
export function machineOf({ home, process }: LocalNode): PairOfProcesses {
  const json = readFileSync(join(home, "network.json"), "utf8");
  const { rpcPort } = JSON.parse(json) as { rpcPort: number };
  const app = process?.pid ?? 0;
  return { app, consensus: childOf(app), rpcPort };
}
