import type { Lane, Piece } from "./pieces.ts";

/** The numbers that a maker of parts may use for the memory that it takes. */
export interface PartLane {
  readonly nodes: Lane;
  readonly rows: Lane;
}

/** The subtree of some rows that follow each other, made elsewhere and to be added to a load. */
export interface TreePart {
  /** The first and the last key, 32 bytes each. */
  readonly first: Uint8Array;
  readonly last: Uint8Array;
  readonly root: number;
  /** 32 bytes, the last one zero. */
  readonly digest: Uint8Array;
  readonly nodes: number;
  readonly rows: number;
  /** Length of the rows, keys not counted. Units: bytes. */
  readonly rowBytes: number;
  /** Memory that was taken for this part; the next one goes on in the last piece. */
  readonly nodePieces: readonly Piece[];
  readonly rowPieces: readonly Piece[];
}
