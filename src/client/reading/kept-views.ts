import type { Client, Reading } from "../client.ts";
import type { Clock } from "../clock.ts";
import { FolkmootError } from "../error.ts";
import { viewPath } from "../view-path.ts";
import type { AnswerOf, QueryOf, ViewName } from "../view-types.ts";

/** What a node said of a view, and when this device heard it. */
export interface KeptView {
  readonly path: string;
  /** By the device's own clock. Units: milliseconds since 1970. */
  readonly at: number;
  readonly reading: Reading<unknown>;
}

/**
 * Where a device keeps what it was told last, for when no node answers.
 *
 * Why no texts: what people wrote is theirs to erase, and a copy here would outlive it.
 * Shape: one row for each address below the API, the newest in the place of the one before.
 */
export interface ViewStore {
  /** What is kept under an address; nothing where it is not whole. */
  read(path: string): Promise<KeptView | undefined>;
  /** Keeps a reading; where there is no room for it, it is not kept. */
  keep(view: KeptView): Promise<void>;
}

/** What came of reading a view: the node's answer, or what it said before, at that moment. */
export interface ReadOrKept<V> {
  readonly reading: Reading<V> | undefined;
  /** When it was heard, where the node does not answer now. Units: milliseconds since 1970. */
  readonly keptAt?: number;
}

/** What reading with a memory needs. */
export interface KeptViewsDeps {
  readonly store: ViewStore;
  readonly clock: Pick<Clock, "now">;
}

/** Tells whether something failed because no node answers. */
export const isAway = (error: unknown): boolean =>
  error instanceof FolkmootError && error.code === "client/unreachable";

/**
 * Reads what a node answers under an address and keeps it; while no node answers, what was kept.
 *
 * Throws: what reading throws, where nothing is kept or something else is wrong.
 */
export async function readOrKept<V>(
  { store, clock }: KeptViewsDeps,
  path: string,
  read: () => Promise<Reading<V> | undefined>,
): Promise<ReadOrKept<V>> {
  try {
    const reading = await read();
    if (reading !== undefined) await store.keep({ path, at: clock.now(), reading });
    return { reading };
  } catch (error) {
    const kept = isAway(error) ? await store.read(path) : undefined;
    if (kept === undefined) throw error;
    return { reading: kept.reading as Reading<V>, keptAt: kept.at };
  }
}

/** The same for a view of the law. */
export const viewOrKept = <N extends ViewName>(
  deps: KeptViewsDeps & { readonly client: Pick<Client, "view"> },
  name: N,
  query: QueryOf<N>,
): Promise<ReadOrKept<AnswerOf<N>>> =>
  readOrKept(deps, viewPath(name, query), () => deps.client.view(name, query));

/** Reads what was kept as text, for the address under which it was kept; nothing where it is not whole. */
export function readKeptView(text: string, path: string): KeptView | undefined {
  try {
    const kept = JSON.parse(text) as Partial<KeptView> | null;
    const isWhole =
      kept?.path === path &&
      Number.isSafeInteger(kept.at) &&
      typeof kept.reading?.asOf?.height === "number" &&
      "value" in kept.reading;
    return isWhole ? (kept as KeptView) : undefined;
  } catch {
    return undefined;
  }
}

/** A store for as long as the program lives. */
export function memoryViewStore(): ViewStore {
  const rows = new Map<string, string>();
  return {
    read: async (path) => readKeptView(rows.get(path) ?? "", path),
    async keep(view) {
      rows.set(view.path, JSON.stringify(view));
    },
  };
}
