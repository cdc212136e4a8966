import type { Hasher } from "../hash.ts";
import { createArena } from "./arena.ts";
import { createSlab } from "./batch.ts";
import { createHeap } from "./heap.ts";
import { KEY_BYTES } from "./key.ts";
import { abandonLoad, addRecord, createLoad, finishLoad, type Load } from "./load.ts";
import type { PartLane, TreePart } from "./part.ts";
import { createPieces, type Piece, type Pieces } from "./pieces.ts";
import { RECORD_HEAD_BYTES, recordKey, recordLength } from "./record.ts";

/** Makes parts of a tree, for instance in another thread. */
export interface PartMaker {
  /**
   * Makes the part of whole records, one behind the other; undefined when they are not rows in key order.
   *
   * Bounds: at least one record.
   */
  make(records: Uint8Array): TreePart | undefined;
}

/** Creates a maker that takes its memory from `allocate`, under numbers of its own: see `TreeLoad.lanes`. */
export function createPartMaker(
  hasher: Hasher,
  lane: PartLane,
  allocate: Pieces["allocate"],
): PartMaker {
  const arena = createArena(createPieces(lane.nodes, allocate));
  const heap = createHeap(createPieces(lane.rows, allocate));
  const slab = createSlab(hasher);
  return {
    make(records) {
      const load = createLoad(arena, heap, slab);
      const before = { page: arena.pieces.next, segment: heap.pieces.next, bytes: heap.liveBytes };
      if (!addRecords(load, records)) {
        abandonLoad(load);
        return undefined;
      }
      return partOf(load, recordKey(records, 0), before);
    },
  };
}

function addRecords(load: Load, records: Uint8Array): boolean {
  for (let at = 0; at < records.length; ) {
    const length = recordLength(records, at);
    const key = at + RECORD_HEAD_BYTES - KEY_BYTES;
    if (!addRecord(load, records, key, length - RECORD_HEAD_BYTES)) return false;
    at += length;
  }
  return true;
}

function partOf(
  load: Load,
  first: Uint8Array,
  before: { readonly page: number; readonly segment: number; readonly bytes: number },
): TreePart {
  const { arena, heap } = load;
  const { root, digest } = finishLoad(load);
  return {
    first,
    last: load.key,
    root,
    digest,
    nodes: load.size - 1,
    rows: load.size,
    rowBytes: heap.liveBytes - before.bytes,
    nodePieces: piecesFrom(arena.pieces, before.page, arena.pages),
    rowPieces: piecesFrom(heap.pieces, before.segment, heap.words),
  };
}

/** The pieces that were taken since `first` was the next. */
function piecesFrom({ next, step }: Pieces, first: number, memory: readonly Int32Array[]): Piece[] {
  const pieces: Piece[] = [];
  for (let number = first; number < next; number += step) {
    pieces.push({ number, buffer: memory[number]!.buffer });
  }
  return pieces;
}
