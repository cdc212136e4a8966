import { assert, present } from "../assert.ts";
import type { Hasher } from "../hash.ts";
import { applyChanges } from "./apply.ts";
import type { RowChange } from "./changes.ts";
import { copyOf } from "./copies.ts";
import { MAX_ROW_BYTES } from "./digest.ts";
import { entryBytes, reservedBytes, rowLength, rowOffset } from "./heap.ts";
import { KEY_BYTES } from "./key.ts";
import { abandonLoad, addPart, addRecord, createLoad, finishLoad } from "./load.ts";
import type { PartLane, TreePart } from "./part.ts";
import { createTreeParts, type TreeParts } from "./parts.ts";
import { closeLanes, openLanes } from "./pieces.ts";
import { beginProof, goOn, proofOf, proveRange } from "./prove.ts";
import {
  advance,
  countReachable,
  createCursor,
  findEntry,
  type RowCursor,
  walkFrom,
} from "./read.ts";
import {
  addProposal,
  commitVersion,
  discardVersion,
  EMPTY_VERSION,
  holdVersion,
  newestVersion,
  releaseVersion,
  versionOf,
} from "./versions.ts";

export type { RowChange } from "./changes.ts";
export type { RowCursor } from "./read.ts";
export { HELD_VERSIONS } from "./versions.ts";

/** A row with its key; both are the receiver's own copies. */
export interface KeyedRow {
  readonly key: Uint8Array;
  readonly row: Uint8Array;
}

/** What a tree takes up. */
export interface TreeMemory {
  /** Inner nodes of all versions held. */
  readonly nodes: number;
  /** Rows of all versions held. */
  readonly rows: number;
  /** Length of those rows, keys not counted. Units: bytes. */
  readonly rowBytes: number;
  /** Memory set aside for rows and keys, used or free. Units: bytes. */
  readonly reservedBytes: number;
}

/** Fills an empty tree from rows in key order, without one object per row. */
export interface TreeLoad {
  /** Adds a row; false (and nothing done) unless its key is above all before and both lengths allowed. */
  add(key: Uint8Array, row: Uint8Array): boolean;
  /** Adds the row of `length` bytes that directly follows its key at `at` of `bytes`. */
  addRecord(bytes: Uint8Array, at: number, length: number): boolean;
  /** Gives each of `count` makers of parts numbers of its own; once, and before anything is added. */
  lanes(count: number): PartLane[];
  /** Adds a part that one of them made; false (and nothing done) unless its keys are above all before. */
  addPart(part: TreePart): boolean;
  /** Returns the version that holds the rows added: a proposal made from the empty version. */
  finish(): number;
  /** Gives everything back. */
  abandon(): void;
}

/** A proof that is made in parts. */
export interface Proving {
  /**
   * Writes about so many bytes more; true once the proof is whole, or longer than a verifier reads.
   *
   * Throws: InvariantError where the version is not held any more.
   */
  advance(bytes: number): boolean;
  /** The whole proof; `undefined` when it would be longer than a verifier reads. */
  proof(): Uint8Array | undefined;
}

/**
 * The authenticated map: 32-byte keys in byte order to rows of 1 to 65535 bytes, in versions.
 *
 * Shape: a version is an opaque number, made by `apply` or a load as a *proposal* and then committed or
 * discarded. Committed versions form a straight line of which the newest 64 are held.
 * Throws: InvariantError when asked for a version that is not held, or given a malformed key or row.
 * Source: docs/spec/tree.md.
 */
export interface Tree {
  /** The version that holds nothing; always there. */
  readonly empty: number;
  /** Makes a proposal from any version held; the changes have distinct keys. */
  apply(from: number, changes: readonly RowChange[]): number;
  /** Returns a fresh copy of a row; its bytes are the receiver's own, its buffer is not. */
  get(version: number, key: Uint8Array): Uint8Array | undefined;
  /** Yields the rows of `[from, until)` in key order; `until` undefined for the end of everything. */
  range(
    version: number,
    from: Uint8Array,
    until: Uint8Array | undefined,
  ): Generator<KeyedRow, void, undefined>;
  /** Moves through `[from, until)` without copying: call the result until it returns undefined. */
  scan(
    version: number,
    from: Uint8Array,
    until: Uint8Array | undefined,
  ): () => RowCursor | undefined;
  /** The root: 32 bytes, the last one zero; 32 zeros when the version holds nothing. */
  root(version: number): Uint8Array;
  /** Proves what `[from, until)` holds, completely. Throws: InvariantError beyond the longest proof. */
  prove(version: number, from: Uint8Array, until: Uint8Array | undefined): Uint8Array;
  /** Like `prove`; `undefined` when the proof would be longer than a verifier reads (4 MiB). */
  tryProve(
    version: number,
    from: Uint8Array,
    until: Uint8Array | undefined,
  ): Uint8Array | undefined;
  /** Begins the same proof, to be made in parts; the version has to be held until it is whole. */
  proving(version: number, from: Uint8Array, until: Uint8Array | undefined): Proving;
  /** Makes a proposal that follows the newest committed version the newest itself. */
  commit(version: number): void;
  /** Frees a proposal. */
  discard(version: number): void;
  /** Keeps a version (and all after it) from leaving the window, until `release`. */
  hold(version: number): void;
  /** Ends one `hold`. */
  release(version: number): void;
  /** The newest committed version. */
  newest(): number;
  /** Tells whether a version can still be asked for. */
  holds(version: number): boolean;
  /** Number of rows. */
  size(version: number): number;
  /** What all versions held take up. */
  memory(): TreeMemory;
  /** Counts what the versions held reach: a tree without leaks has no more. Cost: walks all of them. */
  reachable(): { readonly nodes: number; readonly rows: number };
  /** Starts a load. */
  load(): TreeLoad;
}

/** Creates a tree that holds nothing. */
export function createTree(hasher: Hasher): Tree {
  const parts = createTreeParts(hasher);
  const { arena, heap, versions } = parts;
  const rootOf = (version: number) => versionOf(versions, version).root;
  return {
    empty: EMPTY_VERSION,
    apply: (from, changes) => applyChanges(parts, from, changes),
    get: (version, key) => getRow(parts, rootOf(version), key),
    range: (version, from, until) => rangeOf(parts, version, from, until),
    scan: (version, from, until) => scanOf(parts, version, from, until),
    root: (version) => versionOf(versions, version).digest.slice(),
    prove: (version, from, until) =>
      present(prove(parts, version, from, until), "a proof is at most 4 MiB long"),
    tryProve: (version, from, until) => prove(parts, version, from, until),
    proving: (version, from, until) => proving(parts, version, from, until),
    commit: (version) => commitVersion(versions, arena, heap, version),
    discard: (version) => discardVersion(versions, arena, heap, version),
    hold: (version) => holdVersion(versions, version),
    release: (version) => releaseVersion(versions, arena, heap, version),
    newest: () => newestVersion(versions),
    holds: (version) => versions.byNumber.has(version),
    size: (version) => versionOf(versions, version).size,
    memory: () => ({
      nodes: arena.live,
      rows: heap.live,
      rowBytes: heap.liveBytes,
      reservedBytes: reservedBytes(heap),
    }),
    reachable: () => {
      const roots = [...versions.byNumber.values()].map((version) => version.root);
      return countReachable(arena, roots);
    },
    load: () => startLoad(parts),
  };
}

function getRow(parts: TreeParts, root: number, key: Uint8Array): Uint8Array | undefined {
  assertKey(key);
  const entry = findEntry(parts.arena, parts.heap, root, key);
  if (entry < 0) return undefined;
  const bytes = entryBytes(parts.heap, entry);
  return copyOf(parts.copies, bytes, rowOffset(parts.heap, entry), rowLength(parts.heap, entry));
}

function* rangeOf(
  parts: TreeParts,
  version: number,
  from: Uint8Array,
  until: Uint8Array | undefined,
): Generator<KeyedRow, void, undefined> {
  const next = scanOf(parts, version, from, until);
  for (let at = next(); at !== undefined; at = next()) {
    const key = copyOf(parts.copies, at.key, 0, KEY_BYTES);
    yield { key, row: copyOf(parts.copies, at.bytes, at.row, at.length) };
  }
}

function scanOf(
  parts: TreeParts,
  version: number,
  from: Uint8Array,
  until: Uint8Array | undefined,
): () => RowCursor | undefined {
  assertKey(from);
  if (until !== undefined) assertKey(until);
  const { arena, heap, versions } = parts;
  const walk = walkFrom(arena, heap, versionOf(versions, version).root, from);
  const cursor = createCursor();
  return () => {
    assert(versions.byNumber.has(version), "a version is held while it is read");
    return advance(walk, cursor, until) ? cursor : undefined;
  };
}

function prove(
  parts: TreeParts,
  version: number,
  from: Uint8Array,
  until: Uint8Array | undefined,
): Uint8Array | undefined {
  assertKey(from);
  if (until !== undefined) assertKey(until);
  const { hasher, arena, heap, versions } = parts;
  return proveRange(hasher, arena, heap, versionOf(versions, version).root, { from, until });
}

function proving(
  parts: TreeParts,
  version: number,
  from: Uint8Array,
  until: Uint8Array | undefined,
): Proving {
  assertKey(from);
  if (until !== undefined) assertKey(until);
  const { hasher, arena, heap, versions } = parts;
  const draft = beginProof(hasher, arena, heap, versionOf(versions, version).root, { from, until });
  let isWhole = false;
  return {
    advance(bytes) {
      assert(versions.byNumber.has(version), "a version is held while it is proved");
      isWhole = goOn(draft, bytes);
      return isWhole;
    },
    proof() {
      assert(isWhole, "a proof is asked for once it is whole");
      return proofOf(draft);
    },
  };
}

function startLoad(parts: TreeParts): TreeLoad {
  const { arena, heap, versions, slab } = parts;
  const load = createLoad(arena, heap, slab);
  const end = () => {
    closeLanes(arena.pieces, arena.pages.length);
    closeLanes(heap.pieces, heap.bytes.length);
  };
  const record = new Uint8Array(KEY_BYTES + MAX_ROW_BYTES);
  return {
    add: (key, row) => {
      if (key.length !== KEY_BYTES || row.length > MAX_ROW_BYTES) return false;
      record.set(key);
      record.set(row, KEY_BYTES);
      return addRecord(load, record, 0, row.length);
    },
    addRecord: (bytes, at, length) => addRecord(load, bytes, at, length),
    lanes(count) {
      const rows = openLanes(heap.pieces, count);
      return openLanes(arena.pieces, count).map((nodes, at) => ({ nodes, rows: rows[at]! }));
    },
    addPart: (part) => addPart(load, part),
    finish: () => {
      const { root, digest } = finishLoad(load);
      end();
      return addProposal(versions, {
        root,
        digest,
        size: load.size,
        parent: EMPTY_VERSION,
        pins: 0,
        created: undefined,
        replaced: new Int32Array(0),
      });
    },
    abandon() {
      abandonLoad(load);
      end();
    },
  };
}

function assertKey(key: Uint8Array): void {
  assert(key.length === KEY_BYTES, "a tree key has 32 bytes");
}
