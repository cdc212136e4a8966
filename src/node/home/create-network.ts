import { join } from "node:path";
import { nodeIdOf } from "../../engine/comet/comet-home.ts";
import { type CometTiming, HOME_TIMING } from "../../engine/comet/config.ts";
import { freePorts } from "../../engine/comet/free-ports.ts";
import type { NetworkStart } from "../../engine/comet/options.ts";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import { verifyVrf } from "../../engine/vrf.ts";
import { type FoundingDocument, foundState } from "../../protocol/founding.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { createTree } from "../../protocol/kernel/tree/tree.ts";
import type { Law } from "../../protocol/law.ts";
import { type FoundingFile, writeFounding } from "../founding/founding-file.ts";
import { assertUnused, createHome } from "./create-home.ts";
import { HomeFault } from "./home-fault.ts";
import { type HomeLayout, homeLayout } from "./layout.ts";
import { writeNetworkFile } from "./network-file.ts";
import { createNodeKey, readSeed } from "./validator-key.ts";

/** What a local network is made of. */
export interface NewNetwork {
  /** The folder under which each node gets a home: `node1`, `node2`, … */
  readonly folder: string;
  readonly nodes: number;
  readonly law: Law;
  /** The founding file's JSON; the machines that sign are added to it. */
  readonly founding: string;
  readonly timing?: CometTiming;
  readonly now?: number;
}

/** What was made. */
export interface CreatedNetwork {
  readonly file: FoundingFile;
  readonly homes: readonly HomeLayout[];
}

/** Nodes of a local network at most. */
export const LOCAL_NODES_MAX = 20;

/**
 * Founds a community on several machines, all of them on this one: a home for each.
 *
 * Why four are the least that is worth it: one of three that fails stops all, one of four does not.
 * Throws: HomeFault, naming what cannot be.
 */
export async function createNetwork(given: NewNetwork): Promise<CreatedNetwork> {
  const { nodes, folder, law } = given;
  const places = localPlaces(folder, nodes);
  for (const place of places) assertUnused(homeLayout(place));
  const seeds = Array.from({ length: nodes }, () => crypto.getRandomValues(new Uint8Array(32)));
  const validators = seeds.map((seed) => toHex(signerFromSeed(seed).publicKey));
  const homes: HomeLayout[] = [];
  let founding = JSON.stringify({ ...(JSON.parse(given.founding) as object), validators });
  let file: FoundingFile | undefined;
  for (const [at, validatorSeed] of seeds.entries()) {
    const home = places[at] as string;
    const now = given.now ?? Date.now();
    const created = await createHome({ home, law, founding, validatorSeed, now });
    homes.push(created.layout);
    if (file !== undefined) continue;
    file = created.file;
    // From here on all is said: the others get the very same document.
    const texts = file.texts.map((bytes) => Buffer.from(bytes).toString("base64"));
    founding = JSON.stringify({ ...(JSON.parse(writeFounding(file)) as object), texts });
  }
  if (file === undefined) throw new Error("a network has a node");
  const start = networkStart(law, file.document);
  await connectLocally(homes, start, given.timing ?? HOME_TIMING);
  return { file, homes };
}

/** The homes of a local network to be, in order. Throws: HomeFault where there are too many. */
export function localPlaces(folder: string, nodes: number): string[] {
  if (Number.isInteger(nodes) && nodes >= 1 && nodes <= LOCAL_NODES_MAX) {
    return Array.from({ length: nodes }, (_, at) => join(folder, `node${at + 1}`));
  }
  throw new HomeFault(
    "found-network",
    `a local network has 1 to ${LOCAL_NODES_MAX} nodes`,
    "Choose four: with four, one may fail.",
  );
}

/** Where the chain of a community starts that is founded as a network. */
export function networkStart(law: Law, founding: FoundingDocument): NetworkStart {
  const world = { hasher: nativeHasher, verify: nativeVerify, vrf: verifyVrf };
  const founded = foundState(law, founding, world);
  if (!founded.ok) {
    throw new HomeFault("founding", founded.reason, "Mend the founding document.");
  }
  const tree = createTree(nativeHasher);
  return {
    height: 1,
    time: founding.foundedAt,
    root: tree.root(tree.apply(tree.empty, founded.value.state.changes())),
    validators: founding.validators.map(({ key }) => key),
    edition: founding.format,
  };
}

/** Gives each home its place in a network on this machine: ports, keys, and all others as peers. */
export async function connectLocally(
  homes: readonly HomeLayout[],
  start: NetworkStart,
  timing: CometTiming,
  reachable?: string,
): Promise<void> {
  const ports = await freePorts(homes.length * 2);
  const listens = homes.map((_, at) =>
    at === 0 && reachable !== undefined ? reachable : `127.0.0.1:${ports[at * 2]}`,
  );
  const addresses: string[] = [];
  for (const [at, layout] of homes.entries()) {
    await createNodeKey(layout);
    const id = nodeIdOf(await readSeed(layout.nodeKey, "node"));
    addresses.push(`${id}@${listens[at]}`);
  }
  for (const [at, layout] of homes.entries()) {
    await writeNetworkFile(layout.network, {
      start,
      listen: listens[at] as string,
      rpcPort: ports[at * 2 + 1] as number,
      peers: addresses.filter((_, place) => place !== at),
      sites: [],
      timing,
    });
  }
}

/** The homes of a local network, in order. */
export function localHomes(folder: string, names: readonly string[]): HomeLayout[] {
  return names
    .filter((name) => /^node[1-9][0-9]?$/.test(name))
    .sort((left, right) => Number(left.slice(4)) - Number(right.slice(4)))
    .map((name) => homeLayout(join(folder, name)));
}
