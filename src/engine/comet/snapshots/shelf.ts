import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SNAPSHOT_FORMAT } from "./format.ts";

/** A snapshot that lies ready to be handed out. */
export interface Snapshot {
  readonly height: number;
  readonly chunks: number;
  readonly hash: Uint8Array;
  readonly metadata: Uint8Array;
}

/** A snapshot while it is written. */
export interface SnapshotDraft {
  add(chunk: Uint8Array): Promise<void>;
  /** Puts it among the others, once all of its chunks are there. */
  finish(hash: Uint8Array, metadata: Uint8Array): Promise<void>;
  abandon(): Promise<void>;
}

/** Where a node keeps the snapshots that it hands out: each in a folder, a file for each chunk. */
export interface SnapshotShelf {
  /** All of them, the newest first. */
  list(): readonly Snapshot[];
  /** Reads a chunk; nothing where it is not there, or no longer what was written. */
  chunk(height: number, index: number): Promise<Uint8Array | undefined>;
  begin(height: number): Promise<SnapshotDraft>;
  /** Lets go of what is old: the newest ones stay, and one that somebody has just read from. */
  prune(): Promise<void>;
}

/** How many snapshots are kept. */
const KEPT = 2;

/** And at most, anyone who reads. */
const KEPT_MOST = 4;

/** An older one stays so long after somebody has read from it. Units: milliseconds. */
const IN_USE = 120_000;

const INDEX = "index.json";

interface Held extends Snapshot {
  readonly digests: readonly string[];
  /** Units: milliseconds of a clock that never goes back. */
  lastRead: number;
}

/**
 * Opens the shelf of a folder; what was not finished there is removed.
 *
 * Why digests beside the chunks: a chunk that the disk has damaged would have its sender refused for
 * a liar; it is told as missing instead.
 */
export async function openShelf(folder: string): Promise<SnapshotShelf> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const held = new Map<number, Held>();
  for (const name of await readdir(folder)) {
    const found = /^[1-9][0-9]{0,14}$/.test(name) ? await readIndex(join(folder, name)) : undefined;
    if (found === undefined) await rm(join(folder, name), { recursive: true, force: true });
    else held.set(found.height, found);
  }
  const list = (): Held[] => [...held.values()].sort((left, right) => right.height - left.height);
  const remove = async (height: number): Promise<void> => {
    held.delete(height);
    await rm(join(folder, String(height)), { recursive: true, force: true });
  };
  return {
    list,
    async chunk(height, index) {
      const snapshot = held.get(height);
      if (snapshot === undefined || index >= snapshot.chunks) return undefined;
      snapshot.lastRead = performance.now();
      const bytes = await readFile(join(folder, String(height), String(index))).catch(() => EMPTY);
      if (digestOf(bytes) === snapshot.digests[index]) return new Uint8Array(bytes);
      await remove(height);
      return undefined;
    },
    async begin(height) {
      const draft = join(folder, `${height}.new`);
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { mode: 0o700 });
      const keep = (snapshot: Held) => held.set(height, snapshot);
      return createDraft(draft, join(folder, String(height)), height, keep);
    },
    async prune() {
      for (const [at, { height, lastRead }] of list().entries()) {
        const isInUse = at < KEPT_MOST && performance.now() - lastRead < IN_USE;
        if (at >= KEPT && !isInUse) await remove(height);
      }
    },
  };
}

const EMPTY = Buffer.alloc(0);

function createDraft(
  draft: string,
  place: string,
  height: number,
  keep: (snapshot: Held) => void,
): SnapshotDraft {
  const digests: string[] = [];
  return {
    async add(chunk) {
      await writeFile(join(draft, String(digests.length)), chunk, { mode: 0o600 });
      digests.push(digestOf(chunk));
    },
    async finish(hash, metadata) {
      const index = {
        format: SNAPSHOT_FORMAT,
        height,
        hash: Buffer.from(hash).toString("base64"),
        metadata: Buffer.from(metadata).toString("base64"),
        digests,
      };
      await writeFile(join(draft, INDEX), JSON.stringify(index), { mode: 0o600 });
      await rm(place, { recursive: true, force: true });
      await rename(draft, place);
      keep({ height, chunks: digests.length, hash, metadata, digests, lastRead: -IN_USE });
    },
    abandon: () => rm(draft, { recursive: true, force: true }),
  };
}

/** Reads what a finished snapshot says of itself; nothing where it is of no use. */
async function readIndex(folder: string): Promise<Held | undefined> {
  try {
    const read = JSON.parse(await readFile(join(folder, INDEX), "utf8")) as {
      readonly format: number;
      readonly height: number;
      readonly hash: string;
      readonly metadata: string;
      readonly digests: readonly string[];
    };
    if (read.format !== SNAPSHOT_FORMAT || !Array.isArray(read.digests)) return undefined;
    const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
    const { height, digests } = read;
    const hash = bytes(read.hash);
    const metadata = bytes(read.metadata);
    return { height, chunks: digests.length, hash, metadata, digests, lastRead: -IN_USE };
  } catch {
    return undefined;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
