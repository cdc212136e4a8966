import type { Reader } from "../kernel/state.ts";
import { type KeptRoot, roots } from "./types.ts";

/** A root that is kept, and the last height after which it stood. */
export interface KeptEntry {
  readonly height: number;
  readonly row: KeptRoot;
}

/** The first root that is kept at a height or above it. */
export function firstFrom(state: Reader, from: number): KeptEntry | undefined {
  const until = roots.endBytes([]);
  for (const { key, row } of state.scan(roots, roots.keyBytes([from]), until)) {
    const [height] = roots.readKey(key) as [number];
    return { height, row: row as KeptRoot };
  }
  return undefined;
}
