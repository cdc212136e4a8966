import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plain, Room } from "#protocol/index.js";

/** A step in which nothing happens but what is due by then. */
export interface VectorPause {
  /** Milliseconds since the founding; never less than the step before. */
  readonly at: number;
  readonly type?: undefined;
}

/** A step in which somebody does something, and what comes of it. */
export interface VectorStep extends Omit<VectorPause, "type"> {
  /** Who acts, with their first device unless told otherwise; 0 for somebody who joins. */
  readonly person: number;
  /** Signs with the key of this word instead. */
  readonly key?: string;
  /** The word of the machine that says it by itself; `person` is 0 then. */
  readonly machine?: string;
  /** The number of the device whose key that is; 0 where it is not told. */
  readonly device?: number;
  readonly type: string;
  readonly input: Plain;
  /** `done`, or the code of the fault. */
  readonly outcome: string;
}

/** A row of a table, in plain form. */
export interface VectorRow {
  readonly key: Plain;
  readonly row: Plain;
}

/** A story of a community: how it was founded, what was done, what stands on the ledger after. */
export interface Vector {
  readonly name: string;
  /** The people's keys come from the words `person 1`, `person 2` and so on; see vectors/README.md. */
  readonly people: number;
  /** The edition of the law under which it happens; the first unless it is said. */
  readonly edition?: number;
  /** How many machines sign from the first block on, with the keys of the words `machine 1`, `machine 2`…; one alone unless it is said. */
  readonly machines?: number;
  /** Parts of the founding document, by room; identity's and membership's unless they are here. */
  readonly founding: { readonly [room: string]: Plain };
  readonly steps: readonly (VectorStep | VectorPause)[];
  /** All rows of some tables, in key order. */
  readonly after: { readonly [table: string]: readonly VectorRow[] };
  /** The root of the tree that holds all rows of all tables. */
  readonly root: string;
}

/** Where vectors lie; tests run from the root of the repository. */
export const VECTORS = "vectors";

/** Reads the vectors of the rooms that have any, by file, in the order of their names. */
export function readVectors(
  rooms: readonly Pick<Room, "name">[],
): { readonly file: string; readonly vector: Vector }[] {
  return rooms.flatMap(({ name }) =>
    filesIn(join(VECTORS, name)).map((file) => {
      return { file, vector: JSON.parse(readFileSync(file, "utf8")) as Vector };
    }),
  );
}

function filesIn(folder: string): string[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
    return files.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
