/** Size of every piece of a tree's memory. Units: bytes. */
export const PIECE_BYTES = 1 << 20;

/** A piece of a tree's memory, under a number that no other piece of its kind has in that tree. */
export interface Piece {
  readonly number: number;
  readonly buffer: ArrayBufferLike;
}

/** The numbers that one maker of pieces may use: the next one, and how far it is to the one after it. */
export interface Lane {
  readonly next: number;
  readonly step: number;
}

/** Where a tree takes pieces from. */
export interface Pieces {
  next: number;
  step: number;
  readonly allocate: (bytes: number) => ArrayBufferLike;
}

/** Creates a source of pieces, of memory of one's own unless another is given. */
export function createPieces(
  { next, step }: Lane = { next: 0, step: 1 },
  allocate: Pieces["allocate"] = (bytes) => new ArrayBuffer(bytes),
): Pieces {
  return { next, step, allocate };
}

/** Takes a piece of zeros. */
export function takePiece(pieces: Pieces): Piece {
  const number = pieces.next;
  pieces.next += pieces.step;
  return { number, buffer: pieces.allocate(PIECE_BYTES) };
}

/** Divides the numbers to come among `count` makers elsewhere and the owner, until {@link closeLanes}. */
export function openLanes(pieces: Pieces, count: number): Lane[] {
  const first = pieces.next;
  pieces.step = count + 1;
  return Array.from({ length: count }, (_, at) => ({ next: first + 1 + at, step: count + 1 }));
}

/** Gives all numbers from `free` on back to the owner. */
export function closeLanes(pieces: Pieces, free: number): void {
  pieces.next = free;
  pieces.step = 1;
}
