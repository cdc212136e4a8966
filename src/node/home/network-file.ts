import { readFile } from "node:fs/promises";
import { type CometTiming, HOME_TIMING } from "../../engine/comet/config.ts";
import type { NetworkStart } from "../../engine/comet/options.ts";
import type { TrustedHeader } from "../../engine/comet/snapshots/source.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { siteAddress } from "../site/site-address.ts";
import { HomeFault } from "./home-fault.ts";
import { writeFileSafely } from "./write-file.ts";

/**
 * What makes a home part of a network: `network.json`.
 *
 * Why a file of its own: a home without it lives on one machine; with it, the same home under
 * CometBFT. It holds nothing secret, so it can be handed to the person who joins.
 */
export interface NetworkFile {
  /** Where the chain goes over to CometBFT; the same for everybody. */
  readonly start: NetworkStart;
  /** Where other nodes reach this one: `host:port`. */
  readonly listen: string;
  /** What this node tells others to dial, where it differs. */
  readonly external?: string;
  /** Port of CometBFT's own interface, on this machine alone. */
  readonly rpcPort: number;
  /** The nodes that this one keeps connected to: `id@host:port`. */
  readonly peers: readonly string[];
  /** The other nodes' own interfaces, from which texts are fetched: `https://host:port`. */
  readonly sites: readonly string[];
  readonly timing: CometTiming;
  /** Blocks from one snapshot of the state to the next; the same on all nodes of a network. */
  readonly snapshotEvery?: number;
  /** A header that was verified when this home joined: from it on, the state is taken over. */
  readonly quick?: TrustedHeader;
}

/** Reads what makes a home part of a network; nothing for a home that lives on one machine. */
export async function readNetworkFile(path: string): Promise<NetworkFile | undefined> {
  let json: string;
  try {
    json = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return networkFrom(JSON.parse(json));
  } catch (error) {
    throw new HomeFault(
      "network",
      `network.json cannot be used: ${(error as Error).message}`,
      "Mend that field, or fetch the file again from a node of this community.",
    );
  }
}

/** Writes it. */
export function writeNetworkFile(path: string, network: NetworkFile): Promise<void> {
  return writeFileSafely(path, `${JSON.stringify(networkJson(network), undefined, 2)}\n`);
}

/** The file as JSON. */
export function networkJson({ start, quick, ...rest }: NetworkFile): object {
  const taken =
    quick === undefined ? {} : { quick: { height: quick.height, hash: toHex(quick.hash) } };
  return { engine: "comet", start: startJson(start), ...rest, ...taken };
}

/** Where a network starts, as JSON. */
export function startJson({ height, time, root, validators, edition }: NetworkStart): object {
  return { height, time, root: toHex(root), validators: validators.map(toHex), edition };
}

type Fields = { readonly [name: string]: unknown };

/** Reads the file from JSON. Throws: Error, naming the field that cannot be. */
export function networkFrom(json: unknown): NetworkFile {
  const given = fieldsOf(json, "the file");
  if (given["engine"] !== "comet") throw new Error("engine: only comet is known");
  const { external, snapshotEvery, quick } = given;
  return {
    start: startFrom(given["start"]),
    listen: addressOf(given["listen"], "listen"),
    ...(external === undefined ? {} : { external: addressOf(external, "external") }),
    rpcPort: wholeOf(given["rpcPort"], "rpcPort", 65_535),
    peers: listOf(given["peers"], "peers").map(peerOf),
    sites: listOf(given["sites"] ?? [], "sites").map(siteOf),
    timing: { ...HOME_TIMING, ...timingFrom(given["timing"]) },
    ...(snapshotEvery === undefined
      ? {}
      : { snapshotEvery: wholeOf(snapshotEvery, "snapshotEvery") }),
    ...(quick === undefined ? {} : { quick: trustedFrom(quick) }),
  };
}

function trustedFrom(json: unknown): TrustedHeader {
  const { height, hash } = fieldsOf(json, "quick");
  return { height: wholeOf(height, "quick: height"), hash: hashOf(hash, "quick: hash") };
}

/** Reads where a network starts. Throws: Error, naming the field that cannot be. */
export function startFrom(json: unknown): NetworkStart {
  const given = fieldsOf(json, "start");
  const validators = listOf(given["validators"], "start: validators").map((key) => hashOf(key));
  if (validators.length === 0) throw new Error("start: validators: at least one machine signs");
  return {
    height: wholeOf(given["height"], "start: height"),
    time: wholeOf(given["time"], "start: time"),
    root: hashOf(given["root"]),
    validators,
    edition: wholeOf(given["edition"] ?? 1, "start: edition", 65_535),
  };
}

function timingFrom(json: unknown): Partial<CometTiming> {
  if (json === undefined) return {};
  const given = fieldsOf(json, "timing");
  const timing: { [name: string]: number } = {};
  for (const name of Object.keys(HOME_TIMING)) {
    if (given[name] !== undefined)
      timing[name] = wholeOf(given[name], `timing: ${name}`, 3_600_000);
  }
  return timing;
}

function fieldsOf(json: unknown, what: string): Fields {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Fields;
  throw new Error(`${what}: not an object`);
}

function listOf(json: unknown, what: string): readonly unknown[] {
  if (Array.isArray(json) && json.length <= 1_024) return json;
  throw new Error(`${what}: not a list`);
}

function wholeOf(json: unknown, what: string, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(json) && (json as number) >= 1 && (json as number) <= most) {
    return json as number;
  }
  throw new Error(`${what}: not a whole number from 1`);
}

function hashOf(json: unknown, what = "start: a key or root"): Uint8Array {
  const bytes = typeof json === "string" ? fromHex(json) : undefined;
  if (bytes?.length === 32) return bytes;
  throw new Error(`${what} is not 64 hexadecimal digits`);
}

const ADDRESS = /^[A-Za-z0-9.:[\]-]{1,253}:[0-9]{1,5}$/;

/** Reads where a node is reached: `host:port`. Throws: Error, naming the field that cannot be. */
export function addressOf(json: unknown, what: string): string {
  if (typeof json === "string" && ADDRESS.test(json)) return json;
  throw new Error(`${what}: not an address such as 192.0.2.7:26656`);
}

function peerOf(json: unknown): string {
  const [id = "", address = ""] = typeof json === "string" ? json.split("@") : [];
  if (/^[0-9a-f]{40}$/.test(id) && ADDRESS.test(address)) return `${id}@${address}`;
  throw new Error("peers: not a node such as 40-digits@192.0.2.7:26656");
}

function siteOf(json: unknown): string {
  const site = siteAddress(json);
  if (site !== undefined) return site;
  throw new Error("sites: not an address such as https://folk.example.org");
}
