import { assert, present } from "./assert.ts";
import { keyCodec } from "./key.ts";
import { fixedRowBytes } from "./row-bytes.ts";
import { rowShape, type Shape } from "./schema.ts";
import type { Entry, Reader, Writer } from "./state.ts";
import { keySuccessor } from "./tree/key.ts";
import type { AnyVisibility, Visibility } from "./visibility.ts";

/** One part of a key: a name and a fixed-length shape. */
export interface KeyPart<V> {
  readonly name: string;
  readonly shape: Shape<V>;
}

/** Names one part of a key. */
export function part<V>(name: string, shape: Shape<V>): KeyPart<V> {
  return { name, shape };
}

/** The values of a key, one for each of its parts. */
export type KeyOf<P> = { readonly [I in keyof P]: P[I] extends KeyPart<infer V> ? V : never };

/** The first few values of a key. */
export type Prefix<K> = K extends readonly [...infer Head, unknown]
  ? K | Prefix<Head>
  : readonly [];

/** What everything that handles tables without knowing their types may use. */
export interface AnyTable {
  /** Number in the tree, never reused. */
  readonly id: number;
  readonly name: string;
  /** What one row is, in a sentence. */
  readonly about: string;
  /** Who may read the row that has a key. */
  readonly visibility: AnyVisibility;
  readonly keyParts: readonly KeyPart<unknown>[];
  readonly row: Shape<unknown>;
  /** How long every row is; nothing where rows differ in length. */
  readonly rowBytes: number | undefined;
  /** Whether time brings its rows, anyone who acts first; then they are nobody's growth. */
  readonly comesByTime: boolean;
  /** The smallest key that begins with these values. */
  keyBytes(prefix: readonly unknown[]): Uint8Array;
  /** The smallest key behind all that begin with these values; `undefined` behind the last table. */
  endBytes(prefix: readonly unknown[]): Uint8Array | undefined;
  /** The values of a key. */
  readKey(key: Uint8Array): readonly unknown[];
}

/** A typed table: rows by key, in key order, committed to by the tree. */
export interface Table<K, R> extends AnyTable {
  get(state: Reader, key: K): R | undefined;
  has(state: Reader, key: K): boolean;
  put(state: Writer, key: K, row: R): void;
  delete(state: Writer, key: K): void;
  /** All rows whose key begins with `prefix`, in key order. */
  entries(state: Reader, prefix: Prefix<K>): Iterable<{ readonly key: K; readonly row: R }>;
  /** Rows behind a key, of those that share all its parts but the last. */
  behind(state: Reader, key: K): Iterable<{ readonly key: K; readonly row: R }>;
  /** Rows from the first that begins with `from` up to, not including, the first of `until`. */
  between(
    state: Reader,
    from: Prefix<K>,
    until: Prefix<K>,
  ): Iterable<{ readonly key: K; readonly row: R }>;
}

/**
 * Declares a table.
 *
 * Bounds: `id` is unique and never reused; key parts are fixed-length (numbers, references, bytes,
 * choices) and take at most 30 bytes together.
 */
export function table<const P extends readonly KeyPart<unknown>[], R>(declared: {
  readonly id: number;
  readonly name: string;
  readonly about: string;
  readonly visibility: Visibility<KeyOf<P>>;
  readonly key: P;
  readonly row: Shape<R>;
  readonly comesByTime?: true;
}): Table<KeyOf<P>, R> {
  type K = KeyOf<P>;
  const parts: readonly KeyPart<unknown>[] = declared.key;
  const codec = keyCodec(declared.id, parts);
  function* typed(rows: Iterable<Entry>) {
    for (const { key, row } of rows) yield { key: codec.readKey(key) as K, row: row as R };
  }
  const values = (key: K | Prefix<K>) => key as unknown as readonly unknown[];
  const self: Table<K, R> = {
    id: declared.id,
    name: declared.name,
    about: declared.about,
    visibility: declared.visibility,
    keyParts: parts,
    row: rowShape(declared.row) as Shape<unknown>,
    rowBytes: fixedRowBytes(declared.row),
    comesByTime: declared.comesByTime ?? false,
    ...codec,
    get: (state, key) => state.read(self, values(key)) as R | undefined,
    has: (state, key) => state.read(self, values(key)) !== undefined,
    put(state, key, row) {
      const wrong = declared.row.problem(row);
      assert(wrong === undefined, `a row of ${declared.name} fits its shape: ${wrong}`);
      state.write(self, values(key), row);
    },
    delete: (state, key) => state.write(self, values(key), undefined),
    entries: (state, prefix) =>
      typed(state.scan(self, codec.keyBytes(values(prefix)), codec.endBytes(values(prefix)))),
    behind: (state, key) => {
      const parts = values(key);
      const first = present(
        keySuccessor(codec.keyBytes(parts)),
        "a table's key is not the last of all",
      );
      return typed(state.scan(self, first, codec.endBytes(parts.slice(0, -1))));
    },
    between: (state, from, until) =>
      typed(state.scan(self, codec.keyBytes(values(from)), codec.keyBytes(values(until)))),
  };
  return self;
}
