import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readHead } from "../../engine/embedded/resume.ts";
import { heightKey, numberBytes, rowKey, SPACE } from "../../engine/store/keys.ts";
import type { Store, StoreReader, StoreSnapshot } from "../../engine/store/store.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { decode } from "../../protocol/kernel/schema.ts";
import { texts } from "../../protocol/texts/index.ts";
import type { HomeLayout } from "../home/layout.ts";
import { readRestarts } from "../home/restarts.ts";
import { BACKUP_FORMAT, type BackupAbout, backupFault } from "./about.ts";
import type { PackEntry } from "./tar.ts";

/** A home that is packed while its node runs on it, or while it stands still. */
export interface PackedHome {
  readonly layout: HomeLayout;
  readonly store: Store;
  readonly community: Uint8Array;
  readonly chainId: string;
  readonly name: string;
  readonly version: string;
  /** By which addresses people reach the node. */
  readonly sites: readonly string[];
  /** Units: milliseconds since 1970. */
  readonly now: number;
  /** Ends the packing; what was written by then is no backup. */
  readonly signal?: AbortSignal;
}

/** Bytes of the store in one file of a backup. */
const STORE_PART = 1 << 20;
/** How often, and how far apart, it is looked whether a network's newest block was copied. Units: ms. */
const LOOKS = 100;
const PAUSE = 50;

/**
 * Packs a home as it is at one moment: rows and blocks from one snapshot of the store, then the texts.
 *
 * Why in this order: a text lies on the disk before the action that publishes it, so none that the rows
 * name is missing; one that is erased meanwhile is left out, as it should be.
 * Shape: `about.json` first, `end.json` last, which says that all is there.
 * Throws: HomeFault `backup` where there is no block yet, or it was told to stop.
 */
export async function* packHome(home: PackedHome): AsyncGenerator<PackEntry> {
  const { layout, signal } = home;
  const { snapshot, about } = await takeSnapshot(home);
  const seal = createHash("sha256");
  let files = 0;
  try {
    const everything = [
      [jsonEntry("about.json", about)],
      fixedFiles(layout),
      storeParts(snapshot),
      [jsonEntry("erased.json", await erasedTexts(snapshot))],
      textFiles(layout),
    ];
    for (const part of everything) {
      for await (const entry of part) {
        if (signal?.aborted === true) throw stopped();
        seal.update(entry.name).update(numberBytes(entry.bytes.length, 8)).update(entry.bytes);
        files += 1;
        yield entry;
      }
    }
    yield jsonEntry("end.json", { files, sha256: seal.digest("hex") });
  } finally {
    await snapshot.close();
  }
}

/** Compares what was read with `end.json`; the same digest as the packing makes. */
export function createEndCheck(): {
  see(entry: PackEntry): void;
  /** Tells whether the files that were seen are all of them, unchanged. */
  isEnd(entry: PackEntry): boolean;
} {
  const seal = createHash("sha256");
  let files = 0;
  return {
    see({ name, bytes }) {
      seal.update(name).update(numberBytes(bytes.length, 8)).update(bytes);
      files += 1;
    },
    isEnd({ bytes }) {
      const wanted = JSON.stringify({ files, sha256: seal.digest("hex") });
      return new TextDecoder().decode(bytes) === wanted;
    },
  };
}

/** A snapshot in which the newest block is whole; in a network its bytes come a moment after its rows. */
async function takeSnapshot(
  home: PackedHome,
): Promise<{ readonly snapshot: StoreSnapshot; readonly about: BackupAbout }> {
  for (let look = 0; look < LOOKS; look += 1) {
    const snapshot = home.store.snapshot();
    const about = await aboutOf(home, snapshot).catch(async (error: unknown) => {
      await snapshot.close();
      throw error;
    });
    const key = heightKey(SPACE.commit, about.height);
    if ((await snapshot.get(key)) !== undefined) return { snapshot, about };
    await snapshot.close();
    await wait(PAUSE);
  }
  throw backupFault(
    "the newest block has not been copied from CometBFT yet",
    "Try again in a moment.",
  );
}

async function aboutOf(home: PackedHome, snapshot: StoreReader): Promise<BackupAbout> {
  const { layout } = home;
  const head = await readHead(snapshot);
  if (head === undefined) {
    throw backupFault(
      "there is no block in this home yet",
      "Start it once with `folkmoot start`, then try again.",
    );
  }
  return {
    format: BACKUP_FORMAT,
    version: home.version,
    community: toHex(home.community),
    chainId: home.chainId,
    name: home.name,
    height: head.height,
    hash: toHex(head.hash),
    root: toHex(head.root),
    time: head.time,
    madeAt: home.now,
    host: hostname(),
    home: resolve(layout.home),
    sites: home.sites,
    isNetwork: existsSync(layout.network),
    restarts: (await readRestarts(layout)).length,
  };
}

/** Files of a home that never change while a node runs, or are written whole. */
async function* fixedFiles(layout: HomeLayout): AsyncGenerator<PackEntry> {
  const paths = [
    ["founding.json", layout.founding],
    ["keys/validator.json", layout.validatorKey],
    ["keys/node.json", layout.nodeKey],
    ["config.json", layout.config],
    ["network.json", layout.network],
    ["grown.json", layout.grown],
    ["demo.json", layout.demo],
    ["backup/schedule.json", join(layout.backup, "schedule.json")],
  ] as const;
  for (const [name, path] of paths) {
    const bytes = await read(path);
    if (bytes !== undefined) yield { name, bytes };
  }
  for (const name of await namesIn(layout.restarts)) {
    const bytes = await read(join(layout.restarts, name));
    if (bytes !== undefined) yield { name: `restarts/${name}`, bytes };
  }
  if (!existsSync(layout.beginning)) return;
  let part = 0;
  const stream = createReadStream(layout.beginning, { highWaterMark: STORE_PART });
  for await (const bytes of stream) {
    part += 1;
    yield { name: partName("beginning", part), bytes: new Uint8Array(bytes as Uint8Array) };
  }
}

/** Everything in the store: the length of a key, that of its value (4 bytes each), key, value. */
async function* storeParts(snapshot: StoreReader): AsyncGenerator<PackEntry> {
  let held: Uint8Array[] = [];
  let length = 0;
  let part = 0;
  const flush = (): PackEntry => {
    part += 1;
    const bytes = new Uint8Array(Buffer.concat(held, length));
    held = [];
    length = 0;
    return { name: partName("store", part), bytes };
  };
  const all = { from: new Uint8Array(0), until: Uint8Array.of(0xff) };
  for await (const { key, value } of snapshot.entries(all)) {
    held.push(numberBytes(key.length, 4), numberBytes(value.length, 4), key, value);
    length += 8 + key.length + value.length;
    if (length >= STORE_PART) yield flush();
  }
  if (length > 0) yield flush();
}

/** The hashes of all texts that were erased: where an older backup is restored, they stay erased. */
async function erasedTexts(snapshot: StoreReader): Promise<string[]> {
  const from = rowKey(texts.keyBytes([]));
  const until = rowKey(texts.endBytes([]) ?? Uint8Array.of(0xff));
  const erased: string[] = [];
  for await (const { value } of snapshot.entries({ from, until })) {
    const row = decode(texts.row, value);
    if (!row.ok) continue;
    const { hash, erasedAt } = row.value as {
      readonly hash: Uint8Array;
      readonly erasedAt: number;
    };
    if (erasedAt !== 0) erased.push(toHex(hash));
  }
  return erased;
}

async function* textFiles({ blobs }: HomeLayout): AsyncGenerator<PackEntry> {
  for (const name of await namesIn(blobs)) {
    if (!/^[0-9a-f]{64}$/.test(name)) continue;
    const bytes = await read(join(blobs, name));
    if (bytes !== undefined) yield { name: `blobs/${name}`, bytes };
  }
}

const partName = (folder: string, part: number): string =>
  `${folder}/${String(part).padStart(6, "0")}`;

const jsonEntry = (name: string, value: unknown): PackEntry => ({
  name,
  bytes: new Uint8Array(Buffer.from(JSON.stringify(value))),
});

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function read(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function stopped(): Error {
  return backupFault(
    "the node is stopping",
    "Try again when it is back, or while it stands still.",
  );
}
