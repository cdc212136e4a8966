import { nativeHasher } from "../../engine/native-hasher.ts";
import { rowKey } from "../../engine/store/keys.ts";
import type { Store } from "../../engine/store/store.ts";
import { type EditionState, editionWords } from "../../node/index.ts";
import { type Adoption, editionTables } from "../../protocol/constitution/index.ts";
import { adoptedEdition, EditionMissing } from "../../protocol/editions.ts";
import { decode } from "../../protocol/kernel/schema.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Finding, fine, note, wrong } from "./finding.ts";

const { adoptions, edition } = editionTables;

/** Asks a node that runs how it stands to the editions of the law; nothing where it does not say. */
export async function runningEdition(url: string): Promise<Finding[]> {
  try {
    const answer = await fetch(`${url}/api/v1/network`, { signal: AbortSignal.timeout(3_000) });
    const { edition: state } = (await answer.json()) as { readonly edition?: EditionState };
    if (state === undefined) return [];
    const words = editionWords(state);
    if (words.length === 0) return [fine("law", `edition ${state.number}`)];
    const { ahead } = state;
    return ahead === null || ahead.problem === null
      ? [fine("law", `edition ${state.number}. ${words.join(" ")}`)]
      : [note("law", ahead.problem, words.at(-1) ?? "")];
  } catch {
    return [];
  }
}

/** Looks whether this program has the edition under which a stopped home stands, and the one that waits. */
export async function keptEdition(store: Store): Promise<Finding[]> {
  const row = await read<{ number: number; digest: Uint8Array; adoptions: number }>(
    store,
    edition,
    [],
  );
  if (row === undefined) return [];
  const newest = await read<Omit<Adoption, "adoption">>(store, adoptions, [row.adoptions]);
  const waits = newest?.standing === "waiting" || newest?.standing === "fixed";
  const needed = [row, ...(waits ? [{ number: newest.edition, digest: newest.digest }] : [])];
  for (const each of needed) {
    try {
      adoptedEdition(nativeHasher, folkmootLaw, each);
    } catch (error) {
      if (!(error instanceof EditionMissing)) throw error;
      const remedy = `Install a version of Folkmoot that has edition ${error.edition}; nothing is lost.`;
      return [wrong("law", error.message, remedy)];
    }
  }
  return [fine("law", `edition ${row.number}`)];
}

async function read<R>(
  store: Store,
  table: AnyTable,
  key: readonly unknown[],
): Promise<R | undefined> {
  const bytes = await store.get(rowKey(table.keyBytes(key)));
  const decoded = bytes === undefined ? undefined : decode(table.row, bytes);
  return decoded?.ok ? (decoded.value as R) : undefined;
}
