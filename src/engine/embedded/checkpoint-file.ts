import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import {
  type CheckpointVerdict,
  createCheckpointReader,
  writeCheckpoint,
} from "../../protocol/kernel/tree/checkpoint.ts";
import type { Tree } from "../../protocol/kernel/tree/tree.ts";
import { numberBytes, readNumber } from "../store/keys.ts";
import { threadsHere } from "../tree-parts/part-threads.ts";
import { readInParts } from "../tree-parts/read-in-parts.ts";

/** A copy of the tree at some height, from which a start is quick; a cache, never trusted. */
export interface CheckpointFile {
  /** The height of the copy, or nothing when there is none. */
  height(): Promise<number | undefined>;
  /** Reads the copy into a tree that is empty; its root must be the one given. */
  read(tree: Tree, root: Uint8Array): Promise<CheckpointVerdict>;
  write(tree: Tree, version: number, height: number): Promise<void>;
}

/** Keeps no checkpoint. */
export const NO_CHECKPOINT: CheckpointFile = {
  height: async () => undefined,
  read: async () => ({ ok: false, reason: "not-a-checkpoint" }),
  write: async () => {},
};

const HEIGHT_BYTES = 8;

/** How a checkpoint is read. */
export interface ReadingOptions {
  /** The length from which on threads are worth their start. Units: bytes. */
  readonly inPartsFrom?: number;
  /** How many threads then read it; fewer than two do not. */
  readonly threads?: number;
  /** What they are given at once. Units: bytes. */
  readonly bufferBytes?: number;
}

/** About 600,000 rows: half a second on one core. */
const IN_PARTS_FROM = 32 * 1024 * 1024;

/** Keeps the checkpoint in a file: the height in eight bytes, then what the tree writes. */
export function checkpointFile(path: string, options: ReadingOptions = {}): CheckpointFile {
  return {
    async height() {
      let file: Awaited<ReturnType<typeof open>>;
      try {
        file = await open(path, "r");
      } catch {
        return undefined;
      }
      const bytes = new Uint8Array(HEIGHT_BYTES);
      const { bytesRead } = await file.read(bytes, 0, HEIGHT_BYTES, 0);
      await file.close();
      return bytesRead === HEIGHT_BYTES ? readNumber(bytes, 0, HEIGHT_BYTES) : undefined;
    },
    read: async (tree, root) =>
      (await readByThreads(path, tree, root, options)) ?? readHere(path, tree, root),
    write: (tree, version, height) => writeWhole(path, tree, version, height),
  };
}

/** Reads a long file by several threads; nothing when it is not worth while, or fails. */
async function readByThreads(
  path: string,
  tree: Tree,
  root: Uint8Array,
  { inPartsFrom = IN_PARTS_FROM, threads = threadsHere(), bufferBytes }: ReadingOptions,
): Promise<CheckpointVerdict | undefined> {
  if (threads < 2) return undefined;
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    if ((await file.stat()).size < inPartsFrom) return undefined;
    const bounds = bufferBytes === undefined ? {} : { bufferBytes };
    return await readInParts(tree, root, { file, start: HEIGHT_BYTES, threads, ...bounds });
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

async function readHere(path: string, tree: Tree, root: Uint8Array): Promise<CheckpointVerdict> {
  const reader = createCheckpointReader(tree, root);
  const stream = createReadStream(path, { start: HEIGHT_BYTES, highWaterMark: 1 << 20 });
  try {
    for await (const chunk of stream) if (!reader.push(chunk as Uint8Array)) break;
  } catch {
    return reader.finish();
  }
  return reader.finish();
}

/** Writes beside the old file and takes its place once all is on the disk. */
async function writeWhole(
  path: string,
  tree: Tree,
  version: number,
  height: number,
): Promise<void> {
  const beside = `${path}.new`;
  tree.hold(version);
  const file = await open(beside, "w", 0o600);
  try {
    await file.write(numberBytes(height, HEIGHT_BYTES));
    for (const chunk of writeCheckpoint(tree, version)) await file.write(chunk);
    await file.datasync();
    await file.close();
    await rename(beside, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(beside, { force: true });
    throw error;
  } finally {
    tree.release(version);
  }
}
