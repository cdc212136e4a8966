import { assert } from "../assert.ts";
import {
  type CheckpointVerdict,
  conclude,
  HEADER_BYTES,
  startReading,
  takeHeader,
} from "./checkpoint-format.ts";
import { ROOT_BYTES } from "./digest.ts";
import type { PartLane, TreePart } from "./part.ts";
import { recordLength } from "./record.ts";
import type { Tree } from "./tree.ts";

/** Where whole records lie in some bytes. */
export interface WholeRecords {
  readonly from: number;
  readonly end: number;
}

/** Reads a checkpoint whose rows become parts of the tree elsewhere. */
export interface CheckpointParts {
  /** One for each maker of parts. */
  readonly lanes: readonly PartLane[];
  /**
   * Finds the whole records in the next bytes; nothing once the checkpoint is refused.
   *
   * Shape: what lies behind `end` comes again, with what follows it.
   */
  find(bytes: Uint8Array): WholeRecords | undefined;
  /** Adds the part of the oldest records found that is not added yet; false once the checkpoint is refused. */
  add(part: TreePart | undefined): boolean;
  /** Ends the reading behind which `rest` bytes were left over, and gives the verdict. */
  finish(rest: number): CheckpointVerdict;
}

/**
 * Reads a checkpoint that should have the given root by `makers` of parts.
 *
 * Why: to hash the rows of a large community takes seconds, and each stretch of keys can be hashed by itself.
 * Bounds: as `createCheckpointReader`.
 */
export function createCheckpointParts(
  tree: Tree,
  root: Uint8Array,
  makers: number,
): CheckpointParts {
  assert(root.length === ROOT_BYTES, "a root has 32 bytes");
  const reading = startReading(tree, root);
  return {
    lanes: reading.load.lanes(makers),
    find(bytes) {
      let from = 0;
      if (!reading.headed && bytes.length >= HEADER_BYTES) {
        takeHeader(reading, bytes);
        from = HEADER_BYTES;
      }
      let end = from;
      while (reading.missing > 0 && end < bytes.length) {
        const next = end + recordLength(bytes, end);
        if (next > bytes.length) break;
        end = next;
        reading.missing--;
      }
      if (reading.headed && reading.missing === 0 && end < bytes.length) {
        reading.fault ??= "trailing-bytes";
      }
      return reading.fault === undefined ? { from, end } : undefined;
    },
    add(part) {
      if (part === undefined || !reading.load.addPart(part)) reading.fault ??= "bad-row";
      return reading.fault === undefined;
    },
    finish: (rest) => conclude(tree, reading, rest),
  };
}
