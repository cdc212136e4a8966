import type { Plain } from "../../protocol/kernel/plain.ts";

/** One place at which two plain values differ. */
export interface Difference {
  /** Where: names of fields and, in lists, numbers from 1 on. */
  readonly path: readonly string[];
  /** What this device has there; nothing where it has nothing. */
  readonly own: Plain | undefined;
  /** What is shown there. */
  readonly shown: unknown;
}

/** Differences that are told; where there are more, the rest would tell a person no more. */
export const DIFFERENCES_MAX = 12;

/**
 * Finds where a plain value that came from elsewhere differs from one's own.
 *
 * Shape: empty where they are the same. A list of another length differs as a list, and in each place.
 * Bounds: `DIFFERENCES_MAX` differences; goes no deeper than one's own value does.
 */
export function differencesOf(own: Plain | undefined, shown: unknown): readonly Difference[] {
  const found: Difference[] = [];
  compare([], own, shown, found);
  return found;
}

function compare(
  path: readonly string[],
  own: Plain | undefined,
  shown: unknown,
  found: Difference[],
): void {
  if (found.length === DIFFERENCES_MAX || own === shown) return;
  if (!isTree(own) || !isTree(shown) || Array.isArray(own) !== Array.isArray(shown)) {
    found.push({ path, own, shown });
    return;
  }
  const isList = Array.isArray(own);
  for (const name of new Set([...Object.keys(own), ...Object.keys(shown)])) {
    const step = isList ? String(Number(name) + 1) : name;
    compare([...path, step], fieldOf(own, name) as Plain | undefined, fieldOf(shown, name), found);
  }
}

type Tree = { readonly [name: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

const fieldOf = (tree: object, name: string): unknown =>
  Object.hasOwn(tree, name) ? (tree as Tree)[name] : undefined;
