import { type Adoption, editionTables, waitingAdoption } from "../protocol/constitution/index.ts";
import { knowsEditions } from "../protocol/edition-turn.ts";
import { adoptedEdition, EditionMissing } from "../protocol/editions.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { createLedger, type Ledger, type LedgerDeps } from "../protocol/ledger.ts";
import { editionMissing } from "./embedded/stop-faults.ts";

/**
 * Opens the ledger of a store.
 *
 * Why every edition is looked for that ever held: a history that cannot be carried out again must not be
 * gone on with either.
 * Throws: EngineFault `edition-missing` where one of them is not in this program, or the next block
 * is the one at whose end the community turns to it.
 */
export function openLedger(deps: LedgerDeps): Ledger {
  try {
    const ledger = createLedger(deps);
    if (!knowsEditions(ledger.law)) return ledger;
    const state = ledger.reader();
    for (const { row } of editionTables.adoptions.entries(state, [])) {
      if (row.standing === "in-force") lookFor(deps, row);
    }
    const waiting = waitingAdoption(state);
    if (waiting?.standing === "fixed" && waiting.height <= deps.height + 2) {
      lookFor(deps, waiting);
    }
    return ledger;
  } catch (error) {
    throw error instanceof EditionMissing ? editionMissing(error) : error;
  }
}

function lookFor(
  { world, law }: LedgerDeps,
  { edition: number, digest }: Pick<Adoption, "edition" | "digest">,
): void {
  adoptedEdition(world.hasher, law, { number, digest });
}

/** An edition that waits, and whether this program has it. */
export interface WaitingEdition {
  readonly adoption: Adoption;
  /** Why this program could not go on from the edition's height; nothing where it has the edition. */
  readonly missing: EditionMissing | undefined;
}

/** Looks for the adopted edition that waits among those of this program. */
export function waitingEdition(
  hasher: Pick<Hasher, "sha256">,
  ledger: Ledger,
): WaitingEdition | undefined {
  if (!knowsEditions(ledger.law)) return undefined;
  const adoption = waitingAdoption(ledger.reader());
  if (adoption === undefined) return undefined;
  try {
    const { edition: number, digest } = adoption;
    adoptedEdition(hasher, ledger.law, { number, digest });
    return { adoption, missing: undefined };
  } catch (error) {
    if (error instanceof EditionMissing) return { adoption, missing: error };
    throw error;
  }
}
