import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import {
  type CheckpointVerdict,
  createCheckpointReader,
  writeCheckpoint,
} from "../../protocol/kernel/tree/checkpoint.ts";
import type { Tree } from "../../protocol/kernel/tree/tree.ts";
import { numberBytes, readNumber } from "../store/keys.ts";

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

/** Keeps the checkpoint in a file: the height in eight bytes, then what the tree writes. */
export function checkpointFile(path: string): CheckpointFile {
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
    async read(tree, root) {
      const reader = createCheckpointReader(tree, root);
      const stream = createReadStream(path, { start: HEIGHT_BYTES, highWaterMark: 1 << 20 });
      try {
        for await (const chunk of stream) if (!reader.push(chunk as Uint8Array)) break;
      } catch {
        return reader.finish();
      }
      return reader.finish();
    },
    write: (tree, version, height) => writeWhole(path, tree, version, height),
  };
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
