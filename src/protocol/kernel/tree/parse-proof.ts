import { bitAt, firstDifference, KEY_BITS } from "./bits.ts";
import { DIGEST_BYTES } from "./digest.ts";
import { KEY_BYTES, type KeyRange } from "./key.ts";
import { BESIDE, HIDDEN, INNER, ROW } from "./proof-format.ts";
import { isDisjoint, isInside } from "./region.ts";

/** Why a proof is refused, in the order in which a verifier asks. */
export type ProofFault =
  | "proof-too-long"
  | "bad-root"
  | "bad-range"
  | "truncated"
  | "unknown-kind"
  | "position-order"
  | "empty-row"
  | "row-outside-range"
  | "row-withheld"
  | "wrong-side"
  | "prefix-mismatch"
  | "nothing-shown"
  | "range-hidden"
  | "trailing-bytes"
  | "root-mismatch";

const NO_KEY = -1;
const FAILED = -1;

/** The nodes of a proof in prefix order, as offsets into its bytes; node 0 is the root. */
export interface ParsedProof {
  readonly bytes: Uint8Array;
  count: number;
  readonly kinds: Uint8Array;
  /** Position of an inner node. */
  readonly positions: Uint8Array;
  /** Index of an inner node's right child; the left one follows the node itself. */
  readonly rights: Int32Array;
  /** Where a hidden digest starts, or the key of a leaf; for an inner node some key shown below it. */
  readonly offsets: Int32Array;
  /** Length of a row. */
  readonly lengths: Int32Array;
}

interface Parser extends ParsedProof {
  readonly range: KeyRange;
  at: number;
  fault: ProofFault | undefined;
}

/**
 * Reads a proof and checks everything that needs no hash.
 *
 * Bounds: positions rise strictly on every path, so nesting ends at 256 levels.
 */
export function parseProof(bytes: Uint8Array, range: KeyRange): ParsedProof | ProofFault {
  // A node that is not inner takes 32 bytes or more; inner ones are fewer, or still open: at most 256.
  const capacity = ((bytes.length >>> 5) << 1) + KEY_BITS + 2;
  const parser: Parser = {
    bytes,
    count: 0,
    kinds: new Uint8Array(capacity),
    positions: new Uint8Array(capacity),
    rights: new Int32Array(capacity),
    offsets: new Int32Array(capacity),
    lengths: new Int32Array(capacity),
    range,
    at: 0,
    fault: undefined,
  };
  parseNode(parser, -1);
  if (parser.fault !== undefined) return parser.fault;
  if (parser.kinds[0] === HIDDEN) return "nothing-shown";
  return parser.at === bytes.length ? parser : "trailing-bytes";
}

/** Reads one node and all below it; returns its index, or -1 once a fault is found. */
function parseNode(parser: Parser, above: number): number {
  const kind = parser.bytes[parser.at];
  if (kind === undefined) return refuse(parser, "truncated");
  const index = parser.count++;
  parser.at++;
  parser.kinds[index] = kind;
  if (kind === HIDDEN) return take(parser, index, DIGEST_BYTES);
  if (kind === INNER) return parseInner(parser, index, above);
  if (kind === ROW) return parseRow(parser, index);
  if (kind === BESIDE) return parseBeside(parser, index);
  return refuse(parser, "unknown-kind");
}

function parseRow(parser: Parser, index: number): number {
  const low = parser.bytes[parser.at];
  const high = parser.bytes[parser.at + 1];
  if (low === undefined || high === undefined) return refuse(parser, "truncated");
  const length = low | (high << 8);
  if (length === 0) return refuse(parser, "empty-row");
  parser.lengths[index] = length;
  parser.at += 2;
  if (take(parser, index, KEY_BYTES + length) === FAILED) return FAILED;
  const inside = isInside(parser.bytes, parser.offsets[index]!, parser.range);
  return inside ? index : refuse(parser, "row-outside-range");
}

function parseBeside(parser: Parser, index: number): number {
  if (take(parser, index, KEY_BYTES + DIGEST_BYTES) === FAILED) return FAILED;
  const inside = isInside(parser.bytes, parser.offsets[index]!, parser.range);
  return inside ? refuse(parser, "row-withheld") : index;
}

function parseInner(parser: Parser, index: number, above: number): number {
  const position = parser.bytes[parser.at++];
  if (position === undefined) return refuse(parser, "truncated");
  if (position <= above) return refuse(parser, "position-order");
  parser.positions[index] = position;
  const left = parseNode(parser, position);
  if (left === FAILED) return FAILED;
  const right = parseNode(parser, position);
  if (right === FAILED) return FAILED;
  parser.rights[index] = right;
  const leftKey = shownKey(parser, left);
  const rightKey = shownKey(parser, right);
  const fault = sideFault(parser, position, leftKey, rightKey);
  if (fault !== undefined) return refuse(parser, fault);
  parser.offsets[index] = leftKey === NO_KEY ? rightKey : leftKey;
  return index;
}

/** Checks that what is shown lies where the position says, and that what is hidden lies outside. */
function sideFault(
  parser: Parser,
  position: number,
  left: number,
  right: number,
): ProofFault | undefined {
  const { bytes, range } = parser;
  if (left === NO_KEY && right === NO_KEY) return "nothing-shown";
  if (left !== NO_KEY && bitAt(bytes, left, position) !== 0) return "wrong-side";
  if (right !== NO_KEY && bitAt(bytes, right, position) !== 1) return "wrong-side";
  if (left === NO_KEY) {
    return isDisjoint(bytes, right, position, 0, range) ? undefined : "range-hidden";
  }
  if (right === NO_KEY) {
    return isDisjoint(bytes, left, position, 1, range) ? undefined : "range-hidden";
  }
  return firstDifference(bytes, left, bytes, right) === position ? undefined : "prefix-mismatch";
}

/** Some key shown in a subtree, as an offset; -1 when it is hidden. */
function shownKey(parser: Parser, index: number): number {
  return parser.kinds[index] === HIDDEN ? NO_KEY : parser.offsets[index]!;
}

/** Consumes `length` bytes as the content of node `index`. */
function take(parser: Parser, index: number, length: number): number {
  parser.offsets[index] = parser.at;
  parser.at += length;
  return parser.at <= parser.bytes.length ? index : refuse(parser, "truncated");
}

function refuse(parser: Parser, fault: ProofFault): number {
  parser.fault = fault;
  return FAILED;
}
