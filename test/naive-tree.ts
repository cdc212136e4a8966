import { createHash } from "node:crypto";

/*
 * The tree of docs/spec/tree.md a second time, written from that page alone: plain recursion over sorted
 * arrays, one hash at a time, nothing kept between calls and nothing shared with src/.
 */

/** A row with its key. */
export interface NaiveRow {
  readonly key: Uint8Array;
  readonly row: Uint8Array;
}

/** What the naive verifier says. */
export type NaiveVerdict =
  | { readonly ok: true; readonly rows: NaiveRow[] }
  | { readonly ok: false; readonly reason: string };

const MAX_PROOF = 4 * 1024 * 1024;

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/** Bit `position` of a key, 0 being the highest bit of the first byte. */
const bit = (key: Uint8Array, position: number): number =>
  (key[Math.floor(position / 8)]! >> (7 - (position % 8))) & 1;

/** The first bit in which two keys differ, 256 if none. */
function split(left: Uint8Array, right: Uint8Array): number {
  for (let position = 0; position < 256; position++) {
    if (bit(left, position) !== bit(right, position)) return position;
  }
  return 256;
}

const inside = (key: Uint8Array, from: Uint8Array, until: Uint8Array | undefined): boolean =>
  Buffer.compare(key, from) >= 0 && (until === undefined || Buffer.compare(key, until) < 0);

/** D(row). */
export function naiveRowDigest(row: Uint8Array): Buffer {
  const head = Buffer.alloc(64);
  head.writeUInt32LE(0x52000000, 0);
  head.writeUInt32LE(row.length, 4);
  head.set(row.subarray(0, 56), 8);
  let hash = sha256(head);
  for (let at = 56; at < row.length; at += 32) {
    const part = Buffer.alloc(32);
    part.set(row.subarray(at, at + 32));
    hash = sha256(Buffer.concat([hash, part]));
  }
  return hash.subarray(0, 31);
}

/** The digest of a leaf; `mark` is 0, and anything else only to show what would then go wrong. */
function leafDigest(key: Uint8Array, rowDigest: Uint8Array, mark: number): Buffer {
  return sha256(Buffer.concat([key, rowDigest, Buffer.from([mark])])).subarray(0, 31);
}

function innerDigest(position: number, left: Uint8Array, right: Uint8Array): Buffer {
  const block = Buffer.concat([left, Buffer.from([position]), right, Buffer.from([1])]);
  return sha256(block).subarray(0, 31);
}

/** Rows in key order. */
export function naiveSort(rows: readonly NaiveRow[]): NaiveRow[] {
  return [...rows].sort((left, right) => Buffer.compare(left.key, right.key));
}

/** The digest of one or more sorted rows. */
function digestOf(rows: readonly NaiveRow[], mark: number): Buffer {
  if (rows.length === 1) return leafDigest(rows[0]!.key, naiveRowDigest(rows[0]!.row), mark);
  const [position, left, right] = parted(rows);
  return innerDigest(position, digestOf(left, mark), digestOf(right, mark));
}

/** Parts sorted rows at the first bit in which they differ. */
function parted(rows: readonly NaiveRow[]): [number, NaiveRow[], NaiveRow[]] {
  const position = split(rows[0]!.key, rows[rows.length - 1]!.key);
  const left = rows.filter(({ key }) => bit(key, position) === 0);
  const right = rows.filter(({ key }) => bit(key, position) === 1);
  return [position, left, right];
}

/** The root of some rows, in any order. */
export function naiveRoot(rows: readonly NaiveRow[], mark = 0): Buffer {
  const root = Buffer.alloc(32);
  if (rows.length > 0) root.set(digestOf(naiveSort(rows), mark));
  return root;
}

/** The proof of what the rows hold in a range. */
export function naiveProve(
  rows: readonly NaiveRow[],
  from: Uint8Array,
  until: Uint8Array | undefined,
  mark = 0,
): Buffer {
  if (rows.length === 0) return Buffer.alloc(0);
  return proofOf(naiveSort(rows), from, until, mark);
}

function proofOf(
  rows: readonly NaiveRow[],
  from: Uint8Array,
  until: Uint8Array | undefined,
  mark: number,
): Buffer {
  if (rows.length === 1) return leafProof(rows[0]!, from, until);
  const [position, left, right] = parted(rows);
  const away = [0, 1].map((side) => isAway(rows[0]!.key, position, side, from, until));
  const showLeft = !away[0] || away[1] === true;
  const hidden = (part: NaiveRow[]) => Buffer.concat([Buffer.from([0]), digestOf(part, mark)]);
  return Buffer.concat([
    Buffer.from([1, position]),
    showLeft ? proofOf(left, from, until, mark) : hidden(left),
    away[1] ? hidden(right) : proofOf(right, from, until, mark),
  ]);
}

function leafProof(
  { key, row }: NaiveRow,
  from: Uint8Array,
  until: Uint8Array | undefined,
): Buffer {
  if (!inside(key, from, until)) {
    return Buffer.concat([Buffer.from([3]), key, naiveRowDigest(row)]);
  }
  const length = Buffer.alloc(2);
  length.writeUInt16LE(row.length);
  return Buffer.concat([Buffer.from([2]), length, key, row]);
}

/** No key that starts as `key` does up to `position` and goes on with `side` lies in the range. */
function isAway(
  key: Uint8Array,
  position: number,
  side: number,
  from: Uint8Array,
  until: Uint8Array | undefined,
): boolean {
  const bits = [...Array(256).keys()];
  const pack = (fill: number) => {
    const out = Buffer.alloc(32);
    for (const at of bits) {
      const value = at < position ? bit(key, at) : at === position ? side : fill;
      if (value === 1) out[at >> 3]! |= 0x80 >> (at & 7);
    }
    return out;
  };
  const [first, last] = [pack(0), pack(1)];
  return (
    Buffer.compare(last, from) < 0 || (until !== undefined && Buffer.compare(first, until) >= 0)
  );
}

class Refused extends Error {}

interface Shown {
  readonly digest: Buffer;
  readonly key: Uint8Array | undefined;
  readonly rows: NaiveRow[];
}

/** Judges a proof; `mark` as in {@link naiveRoot}. */
export function naiveVerify(
  root: Uint8Array,
  from: Uint8Array,
  until: Uint8Array | undefined,
  proof: Uint8Array,
  mark = 0,
): NaiveVerdict {
  try {
    return { ok: true, rows: verified(root, from, until, Buffer.from(proof), mark) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.message };
    throw error;
  }
}

function verified(
  root: Uint8Array,
  from: Uint8Array,
  until: Uint8Array | undefined,
  proof: Buffer,
  mark: number,
): NaiveRow[] {
  if (proof.length > MAX_PROOF) throw new Refused("proof-too-long");
  if (root.length !== 32 || root[31] !== 0) throw new Refused("bad-root");
  if (from.length !== 32 || (until !== undefined && until.length !== 32)) {
    throw new Refused("bad-range");
  }
  if (until !== undefined && Buffer.compare(from, until) >= 0) throw new Refused("bad-range");
  if (proof.length === 0) {
    if (root.some((byte) => byte !== 0)) throw new Refused("root-mismatch");
    return [];
  }
  const reader = { at: 0 };
  const take = (count: number): Buffer => {
    if (reader.at + count > proof.length) throw new Refused("truncated");
    reader.at += count;
    return proof.subarray(reader.at - count, reader.at);
  };
  const shown = readNode(take, -1, from, until, mark);
  if (shown.key === undefined) throw new Refused("nothing-shown");
  if (reader.at !== proof.length) throw new Refused("trailing-bytes");
  if (Buffer.compare(shown.digest, root.subarray(0, 31)) !== 0) throw new Refused("root-mismatch");
  return shown.rows;
}

function readNode(
  take: (count: number) => Buffer,
  above: number,
  from: Uint8Array,
  until: Uint8Array | undefined,
  mark: number,
): Shown {
  const kind = take(1)[0]!;
  if (kind === 0) return { digest: take(31), key: undefined, rows: [] };
  if (kind === 2) {
    const length = take(2).readUInt16LE();
    if (length === 0) throw new Refused("empty-row");
    const key = take(32 + length).subarray(0, 32);
    const row = Buffer.from(key.buffer, key.byteOffset + 32, length);
    if (!inside(key, from, until)) throw new Refused("row-outside-range");
    return { digest: leafDigest(key, naiveRowDigest(row), mark), key, rows: [{ key, row }] };
  }
  if (kind === 3) {
    const both = take(63);
    const key = both.subarray(0, 32);
    if (inside(key, from, until)) throw new Refused("row-withheld");
    return { digest: leafDigest(key, both.subarray(32), mark), key, rows: [] };
  }
  if (kind !== 1) throw new Refused("unknown-kind");
  const position = take(1)[0]!;
  if (position <= above) throw new Refused("position-order");
  const left = readNode(take, position, from, until, mark);
  const right = readNode(take, position, from, until, mark);
  checkSides(position, left, right, from, until);
  return {
    digest: innerDigest(position, left.digest, right.digest),
    key: left.key ?? right.key,
    rows: [...left.rows, ...right.rows],
  };
}

function checkSides(
  position: number,
  left: Shown,
  right: Shown,
  from: Uint8Array,
  until: Uint8Array | undefined,
): void {
  const key = left.key ?? right.key;
  if (key === undefined) throw new Refused("nothing-shown");
  if (left.key && bit(left.key, position) !== 0) throw new Refused("wrong-side");
  if (right.key && bit(right.key, position) !== 1) throw new Refused("wrong-side");
  if (left.key && right.key) {
    if (split(left.key, right.key) !== position) throw new Refused("prefix-mismatch");
  } else if (!isAway(key, position, left.key ? 1 : 0, from, until)) {
    throw new Refused("range-hidden");
  }
}
