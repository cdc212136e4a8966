import type { CheckpointFile } from "#engine/embedded/checkpoint-file.js";
import { createCheckpointReader, writeCheckpoint } from "#protocol/kernel/tree/checkpoint.js";
import type { Random } from "./random.ts";

/** A checkpoint file that outlives its computer. */
export interface MemoryCheckpoint extends CheckpointFile {
  /** Turns one bit of it. */
  damage(random: Random): void;
  /** Lets the next writing fail. */
  fail(): void;
}

/** Keeps checkpoints in memory. */
export function createMemoryCheckpoint(): MemoryCheckpoint {
  let held: { readonly height: number; readonly chunks: readonly Uint8Array[] } | undefined;
  let fails = false;
  return {
    height: async () => held?.height,
    async read(tree, root) {
      const reader = createCheckpointReader(tree, root);
      for (const chunk of held?.chunks ?? []) if (!reader.push(chunk)) break;
      return reader.finish();
    },
    fail() {
      fails = true;
    },
    async write(tree, version, height) {
      if (fails) {
        fails = false;
        throw new Error("no room for a checkpoint");
      }
      const chunks = [...writeCheckpoint(tree, version)].map((chunk) => chunk.slice());
      held = { height, chunks };
    },
    damage(random) {
      const chunk = random.pick(held?.chunks ?? [new Uint8Array(1)]);
      const at = random.below(Math.max(1, chunk.length));
      chunk[at] = (chunk[at] ?? 0) ^ (1 << random.below(8));
    },
  };
}
