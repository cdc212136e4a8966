import { existsSync } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { freePorts } from "../../engine/comet/free-ports.ts";
import { barUpTo } from "../../engine/comet/last-signed.ts";
import type { NetworkStart } from "../../engine/comet/options.ts";
import type { TrustedHeader } from "../../engine/comet/snapshots/source.ts";
import { openFileMarker } from "../../engine/embedded/head-marker.ts";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { type GivenBlock, type ImportDeps, importHistory } from "../../engine/import-history.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { newestStart } from "../../engine/runs.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import { wordsOf } from "../../engine/system-words.ts";
import { decodeRestart, type RestartCertificate } from "../../protocol/chain/restart.ts";
import { chainIdOf, communityOf, type FoundingDocument } from "../../protocol/founding.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import { readBody } from "../api/body.ts";
import { readFoundingFile } from "../founding/founding-file.ts";
import { verifyHome } from "../verify/verify-home.ts";
import { allOrNothing } from "./all-or-nothing.ts";
import { networkStart } from "./create-network.ts";
import { assertNotGrown } from "./grow-network.ts";
import { HomeFault } from "./home-fault.ts";
import { type HomeLayout, homeLayout } from "./layout.ts";
import { keysFault, type MachineKeys, publicNames } from "./machine-keys-file.ts";
import { type NetworkFile, networkFrom, writeNetworkFile } from "./network-file.ts";
import { assertOnlyCopy } from "./only-copy.ts";
import { cometFolder, writeRestart } from "./restarts.ts";
import {
  createNodeKey,
  createValidatorKey,
  keepValidatorKey,
  readValidatorKey,
} from "./validator-key.ts";
import { writeFileSafely } from "./write-file.ts";

/** How a machine joins a network. */
export interface Joining {
  readonly law: Law;
  /** The interface of a node of the network: `http://host:port`. */
  readonly address: string;
  readonly home: string;
  /** Where other nodes reach this one; any free port on this computer unless given. */
  readonly listen?: string;
  /** The community's name in block headers, where anyone who joins knows it from elsewhere. */
  readonly chainId?: string;
  /**
   * Verifies the header from which the first start takes the state over, instead of all history.
   *
   * Why from outside: the light client, and whom a person trusts, are no part of a node.
   */
  readonly quick?: (ask: QuickJoining) => Promise<TrustedHeader>;
  /** The saved keys of a machine that is lost: the new home is that machine. */
  readonly machine?: MachineKeys;
}

/** What is known before a header is verified; nothing of it is believed but the founding's hash. */
export interface QuickJoining {
  readonly founding: FoundingDocument;
  readonly chainId: string;
  /** Heights of the states that the other node hands out. */
  readonly snapshots: readonly number[];
}

/** What came of it. */
export interface Joined {
  readonly layout: HomeLayout;
  readonly chainId: string;
  /** Blocks that were made before the network began, and have been carried out again here. */
  readonly imported: number;
  /** Where the state is taken over: the header that was verified. */
  readonly quick?: TrustedHeader;
  /** Where other nodes reach it. */
  readonly listen: string;
}

/**
 * Makes a home that follows a network: it fetches what happened before the network began, carries
 * it out, verifies it, and leaves the rest to the first start.
 *
 * Why nothing of the other node is believed: the founding names the community by its hash, and every
 * block is checked and carried out again. Anyone who knows the chain id from a member gives it along.
 * Throws: HomeFault or EngineFault.
 */
export async function joinNetwork(joining: Joining): Promise<Joined> {
  const { home, machine } = joining;
  const layout = homeLayout(home);
  await assertNotGrown(layout);
  await assertNoCommunity(layout);
  if (machine !== undefined) assertNoKeys(layout);
  const told = await askNetwork(joining);
  // Half a community could neither be started nor joined again; keys that were prepared here stay.
  return allOrNothing([home], async () => {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await makeKeys(layout, told, machine);
    return makeHome(layout, told, joining);
  });
}

/** What another node tells of a network, as far as it is checked before anything is written. */
interface NetworkDescription {
  /** The founding document as it came. */
  readonly json: string;
  readonly founding: FoundingDocument;
  readonly chainId: string;
  readonly network: NetworkFile;
  readonly restarts: readonly RestartCertificate[];
  /** The newest block, where this machine may have signed up to there. */
  readonly signedUpTo: number | undefined;
}

async function askNetwork(joining: Joining): Promise<NetworkDescription> {
  const { law, address, machine } = joining;
  const json = await text(`${address}/api/v1/founding`);
  const { document: founding } = readFoundingFile(law, json);
  const chainId = chainIdOf(communityOf(nativeHasher, law, founding));
  if (joining.chainId !== undefined && joining.chainId !== chainId) {
    throw refused(`that node keeps ${chainId}, another community`);
  }
  if (machine !== undefined && machine.chainId !== chainId) throw otherCommunity(machine, chainId);
  const started = JSON.parse(await text(`${address}/api/v1/network/start`)) as object;
  const given = await placeIn(started, joining);
  if (given.start.height === 1) assertOfFounding(given.start, networkStart(law, founding));
  const { snapshots } = started as { readonly snapshots?: unknown };
  const quick = await joining.quick?.({
    founding,
    chainId,
    snapshots: Array.isArray(snapshots) ? snapshots.filter(Number.isSafeInteger) : [],
  });
  const network: NetworkFile = quick === undefined ? given : { ...given, quick };
  const restarts = await restartsFrom(address);
  const newest = await signedUpTo(joining, chainId, network, restarts);
  return { json, founding, chainId, network, restarts, signedUpTo: newest };
}

async function makeKeys(
  layout: HomeLayout,
  told: NetworkDescription,
  machine?: MachineKeys,
): Promise<void> {
  const { network, restarts, signedUpTo: newest } = told;
  if (newest !== undefined) {
    await barUpTo(cometFolder(layout, newestStart(network.start, restarts)), newest);
  }
  if (machine === undefined) await keepValidatorKey(layout);
  else await createValidatorKey(layout, machine.validatorSeed);
  await createNodeKey(layout, machine?.nodeSeed);
}

async function makeHome(
  layout: HomeLayout,
  told: NetworkDescription,
  joining: Joining,
): Promise<Joined> {
  const { json, founding, chainId, network, restarts } = told;
  const { listen, quick, start } = network;
  await mkdir(layout.blobs, { recursive: true, mode: 0o700 });
  await writeFileSafely(layout.founding, json);
  await writeNetworkFile(layout.network, network);
  for (const certificate of restarts) await writeRestart(layout, certificate);
  if (quick !== undefined) return { layout, chainId, imported: 0, quick, listen };
  const imported = newestStart(start, restarts).height - 1;
  const history = { founding, network: start, restarts, until: imported };
  if (imported > 0) await takeHistory(joining, layout, history);
  return { layout, chainId, imported, listen };
}

/** This machine's place among those of which another node tells. */
async function placeIn(
  started: object,
  { address, listen, machine }: Joining,
): Promise<NetworkFile> {
  const [p2p, rpcPort] = (await freePorts(2)) as [number, number];
  const network = readStart({
    ...started,
    quick: undefined,
    engine: "comet",
    listen: listen ?? machine?.listen ?? `127.0.0.1:${p2p}`,
    external: listen === undefined ? machine?.external : undefined,
    rpcPort,
    sites: [address],
  });
  if (machine === undefined) return network;
  // The others still name it as one of those to keep connected to: it does not dial itself.
  const { nodeId } = publicNames(machine);
  return { ...network, peers: network.peers.filter((peer) => !peer.startsWith(`${nodeId}@`)) };
}

/** Fetches what happened before the network began, carries it out again and verifies it. */
async function takeHistory(
  { law, address }: Joining,
  layout: HomeLayout,
  history: Pick<ImportDeps, "founding" | "network" | "restarts" | "until">,
): Promise<void> {
  const store = await openLevelStore(layout.store);
  const fetch = (height: number) => blockFrom(address, height);
  const deps = { law, hasher: nativeHasher, store, fetch, ...history };
  await importHistory(deps).finally(() => store.close());
  const marker = await openFileMarker(layout.head);
  await marker.close();
  const verdict = await verifyHome(layout.home, { law });
  if (!verdict.ok) throw refused(`its history does not verify: ${verdict.reason}`);
}

/** A home in which a machine's key was prepared is welcome; one with a community is not. */
async function assertNoCommunity({ founding, home }: HomeLayout): Promise<void> {
  const isThere = await access(founding).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  const remedy = "Choose another home, or start the community that lives there.";
  throw new HomeFault("home-in-use", `${home} holds a community already`, remedy);
}

/** A machine that comes back brings its own keys; those of another one are not replaced. */
function assertNoKeys({ validatorKey, nodeKey, home }: HomeLayout): void {
  if (!existsSync(validatorKey) && !existsSync(nodeKey)) return;
  const remedy = "Choose a home that is not there yet.";
  throw new HomeFault("home-in-use", `${home} holds the keys of a machine already`, remedy);
}

function otherCommunity({ chainId, community }: MachineKeys, other: string): HomeFault {
  const why = `the saved keys are of a machine of ${chainId} (${community}), and that node keeps ${other}`;
  return keysFault(why, "Name a node of that machine's own community, or the right file.");
}

/** The key that comes back, or was prepared in this home; a new one cannot have signed anything. */
async function keyBefore({ machine, home }: Joining): Promise<Uint8Array | undefined> {
  if (machine !== undefined) return signerFromSeed(machine.validatorSeed).publicKey;
  const layout = homeLayout(home);
  return existsSync(layout.validatorKey) ? (await readValidatorKey(layout)).publicKey : undefined;
}

/**
 * The newest block, where this machine may have signed it or one before, from another disk.
 *
 * Why for a prepared key with a seat too: it may have been copied here by hand.
 * Throws: HomeFault where it has signed one of the newest blocks, or nothing can be known.
 */
async function signedUpTo(
  joining: Joining,
  chainId: string,
  { start, sites, timing: { heartbeat } }: NetworkFile,
  restarts: readonly RestartCertificate[],
): Promise<number | undefined> {
  const key = await keyBefore(joining);
  if (key === undefined) return undefined;
  const { height: from } = newestStart(start, restarts);
  const { newest, isSeated } = await assertOnlyCopy({ sites, chainId, key, from, heartbeat });
  if (newest === undefined) {
    throw refused("its newest blocks, in which this machine may have signed, cannot all be read");
  }
  const mayHave = joining.machine !== undefined || (isSeated && newest >= from);
  return mayHave ? newest : undefined;
}

/**
 * Compares where a network starts, as another node says, with what the founding itself says.
 *
 * Why: a network that has grown out of one machine is verified by that machine's last block; one
 * that was founded as a network has nothing before it, and anyone who may name its first machines could
 * lead a newcomer onto a chain of their own.
 */
function assertOfFounding(given: NetworkStart, own: NetworkStart): void {
  const isSame =
    given.time === own.time &&
    equalBytes(given.root, own.root) &&
    given.validators.length === own.validators.length &&
    given.validators.every((key, at) => equalBytes(key, own.validators[at] ?? key));
  if (!isSame) throw refused("its network starts otherwise than the founding says");
}

function readStart(json: object): NetworkFile {
  try {
    return networkFrom(json);
  } catch (error) {
    throw refused(`what it says of the network cannot be used: ${(error as Error).message}`);
  }
}

/** Fetches every restart of the chain; who signed them is checked with the history around them. */
async function restartsFrom(address: string): Promise<RestartCertificate[]> {
  const told = JSON.parse(await text(`${address}/api/v1/network/restarts`)) as {
    restarts: unknown;
  };
  const count = Array.isArray(told.restarts) ? told.restarts.length : 0;
  const restarts: RestartCertificate[] = [];
  for (let run = 1; run <= count; run += 1) {
    const json = await text(`${address}/api/v1/network/restarts/${run}`);
    const { certificate } = JSON.parse(json) as { certificate: string };
    const read = decodeRestart(new Uint8Array(Buffer.from(String(certificate), "base64")));
    if (!read.ok) throw refused(`its restart ${run} cannot be read: ${read.reason}`);
    restarts.push(read.value);
  }
  return restarts;
}

async function blockFrom(address: string, height: number): Promise<GivenBlock> {
  const json = await text(`${address}/api/v1/blocks/${height}`);
  const { block, commit } = JSON.parse(json) as { block: string; commit: string };
  const bytes = (base64: string) => new Uint8Array(Buffer.from(String(base64), "base64"));
  return { block: bytes(block), commit: bytes(commit) };
}

/** The longest answer that is read, near the longest text that there can be. Units: bytes. */
const ANSWER_MAX = 500_000_000;

async function text(url: string): Promise<string> {
  let response: Response;
  let answer: string;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    answer = new TextDecoder().decode(await readBody(response, ANSWER_MAX));
  } catch (error) {
    throw refused(`it cannot be reached: ${wordsOf(error)}`);
  }
  if (response.status === 200) return answer;
  throw refused(`it answers ${response.status} to ${new URL(url).pathname}${titleOf(answer)}`);
}

/** What a node says to a question that it does not answer. */
function titleOf(answer: string): string {
  try {
    const { title } = JSON.parse(answer) as { readonly title?: unknown };
    return typeof title === "string" ? `: ${title.slice(0, 200)}` : "";
  } catch {
    return "";
  }
}

function refused(what: string): HomeFault {
  const remedy = "Name a node of the network that you want to join, or try another one.";
  return new HomeFault("join-network", `the other node: ${what}`, remedy);
}
