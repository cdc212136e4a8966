import { browserTable } from "../../keys/database.ts";
import { type LockedSeed, lockSeed, publicOfSeed, signLocked } from "../../keys/locked-seed.ts";
import { storageName } from "../../live/place.ts";

/** What was typed on the way to joining. */
export interface Draft {
  readonly name: string;
  /** Tells whether the name was left behind, so that the recovery file comes next. */
  readonly isNamed: boolean;
}

const none: Draft = { name: "", isNamed: false };

const nameOf = (id: string): string => storageName(`folkmoot-joining-${id}`);

/** Reads what was typed in this tab before it was loaded again. */
export function readDraft(id: string): Draft {
  try {
    const { name, isNamed } = JSON.parse(
      sessionStorage.getItem(nameOf(id)) ?? "{}",
    ) as Partial<Draft>;
    return typeof name === "string" ? { name, isNamed: isNamed === true } : none;
  } catch {
    return none;
  }
}

/** Keeps what was typed, for this tab alone. */
export function keepDraft(id: string, draft: Draft): void {
  try {
    sessionStorage.setItem(nameOf(id), JSON.stringify(draft));
  } catch {
    // A browser that remembers nothing asks again after a reload.
  }
}

/** A recovery key whose file was saved: its public half, and how it signs. */
export interface SavedRecovery {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

interface Row {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly seed: LockedSeed;
}

const { within } = browserTable({
  database: storageName("folkmoot-joining"),
  table: "recoveries",
  keyPath: "id",
});

const handOf = ({ publicKey, seed }: Row): SavedRecovery => ({
  publicKey,
  sign: (message) => signLocked(seed, message),
});

/**
 * Keeps the recovery key of a file that was just saved, until its person has asked to join.
 *
 * Why: after a reload the file must be the one that brings them back, and not a file of nothing. Why
 * locked: nothing in the browser gives the secret out again.
 */
export async function keepRecovery(id: string, seed: Uint8Array): Promise<SavedRecovery> {
  const row: Row = { id, publicKey: await publicOfSeed(seed), seed: await lockSeed(seed) };
  // Where it cannot be kept, only a reload would lose it.
  await within("readwrite", (rows) => rows.put(row)).catch(() => undefined);
  return handOf(row);
}

/** The recovery key that was kept on the way to joining. */
export async function keptRecovery(id: string): Promise<SavedRecovery | undefined> {
  const row = await within<Row | undefined>("readonly", (rows) => rows.get(id)).catch(
    () => undefined,
  );
  return row && handOf(row);
}

/** Forgets what was on the way, once it has arrived. */
export async function dropDraft(id: string, recoveryId: string): Promise<void> {
  try {
    sessionStorage.removeItem(nameOf(id));
  } catch {
    // Then there was nothing to forget.
  }
  await within("readwrite", (rows) => rows.delete(recoveryId)).catch(() => undefined);
}
