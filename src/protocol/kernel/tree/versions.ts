import { assert, present } from "../assert.ts";
import { type Arena, freeNode } from "./arena.ts";
import { ROOT_BYTES } from "./digest.ts";
import { freeEntry, type Heap } from "./heap.ts";
import { freeSubtree } from "./load.ts";

/** How many committed versions are held: the newest and those before it. */
export const HELD_VERSIONS = 64;

/** The version that holds nothing; it never goes away. */
export const EMPTY_VERSION = 0;

/** What is known of one version. A reference is a node, the complement of a heap entry, or zero. */
export interface Version {
  readonly root: number;
  /** 32 bytes, the last one zero. */
  readonly digest: Uint8Array;
  readonly size: number;
  readonly parent: number;
  /** Proposals made from this version, and holds on it: as long as there are any, it stays. */
  pins: number;
  /** References that the parent does not have; `undefined` when the parent has none at all. */
  readonly created: Int32Array | undefined;
  /** References of the parent that this version does not have. */
  readonly replaced: Int32Array;
}

/** All versions: a straight line of committed ones, and proposals that branch off. */
export interface Versions {
  readonly byNumber: Map<number, Version>;
  /** Committed versions, oldest first. */
  readonly held: number[];
  next: number;
}

/** Creates the history that consists of the empty version. */
export function createVersions(): Versions {
  const empty: Version = {
    root: 0,
    digest: new Uint8Array(ROOT_BYTES),
    size: 0,
    parent: EMPTY_VERSION,
    pins: 0,
    created: undefined,
    replaced: new Int32Array(0),
  };
  return { byNumber: new Map([[EMPTY_VERSION, empty]]), held: [EMPTY_VERSION], next: 1 };
}

/** Returns a version that is held; asking for another one is a fault of the caller. */
export function versionOf(versions: Versions, number: number): Version {
  return present(versions.byNumber.get(number), "the tree holds the version asked for");
}

/** Adds a proposal to its parent and returns its number. */
export function addProposal(versions: Versions, version: Version): number {
  const number = versions.next++;
  versions.byNumber.set(number, version);
  versionOf(versions, version.parent).pins++;
  return number;
}

/** Makes a proposal the newest committed version and frees what left the window. */
export function commitVersion(versions: Versions, arena: Arena, heap: Heap, number: number): void {
  const version = versionOf(versions, number);
  assert(isProposal(versions, number), "only a proposal is committed");
  assert(version.parent === newestVersion(versions), "a commit follows the newest version");
  versionOf(versions, version.parent).pins--;
  versions.held.push(number);
  versions.byNumber.set(number, { ...version, created: undefined });
  shrinkWindow(versions, arena, heap);
}

/** Frees everything that a proposal created. */
export function discardVersion(versions: Versions, arena: Arena, heap: Heap, number: number): void {
  const version = versionOf(versions, number);
  assert(isProposal(versions, number), "only a proposal is discarded");
  assert(version.pins === 0, "a proposal is discarded after those made from it, and unheld");
  if (version.created === undefined) freeSubtree(arena, heap, version.root);
  else freeAll(arena, heap, version.created);
  versions.byNumber.delete(number);
  versionOf(versions, version.parent).pins--;
  shrinkWindow(versions, arena, heap);
}

/** Keeps a version from going away, until {@link releaseVersion}. */
export function holdVersion(versions: Versions, number: number): void {
  versionOf(versions, number).pins++;
}

/** Ends one hold. */
export function releaseVersion(versions: Versions, arena: Arena, heap: Heap, number: number): void {
  const version = versionOf(versions, number);
  assert(version.pins > 0, "a version is released as often as it was held");
  version.pins--;
  shrinkWindow(versions, arena, heap);
}

/** The newest committed version. */
export function newestVersion(versions: Versions): number {
  return versions.held[versions.held.length - 1]!;
}

function isProposal(versions: Versions, number: number): boolean {
  return number !== EMPTY_VERSION && !versions.held.includes(number);
}

/**
 * Lets go of the oldest versions beyond the window.
 *
 * Why: what its successor replaced can be freed only when no version but the oldest has it; so an oldest
 * version that is pinned stays, and with it those after it, until the pin is gone.
 */
function shrinkWindow(versions: Versions, arena: Arena, heap: Heap): void {
  while (versions.held.length > HELD_VERSIONS) {
    const oldest = versions.held[0]!;
    if (oldest !== EMPTY_VERSION && versionOf(versions, oldest).pins > 0) return;
    versions.held.shift();
    const follower = versions.held[0]!;
    const version = versionOf(versions, follower);
    freeAll(arena, heap, version.replaced);
    versions.byNumber.set(follower, { ...version, replaced: new Int32Array(0) });
    if (oldest !== EMPTY_VERSION) versions.byNumber.delete(oldest);
  }
}

function freeAll(arena: Arena, heap: Heap, references: Int32Array): void {
  for (let i = 0; i < references.length; i++) {
    const reference = references[i]!;
    if (reference > 0) freeNode(arena, reference);
    else freeEntry(heap, ~reference);
  }
}
