import { present } from "../kernel/assert.ts";
import type { Hasher } from "../kernel/hash.ts";
import type { Reader } from "../kernel/state.ts";
import { type Adoption, adoptions, edition, rehearsals } from "./edition-tables.ts";

const ADDRESS_BYTES = 20;

/** Reads the adoption that has still to come to something, if there is one. */
export function waitingAdoption(state: Reader): Adoption | undefined {
  const adoption = edition.get(state, [])?.adoptions ?? 0;
  if (adoption === 0) return undefined;
  const row = present(adoptions.get(state, [adoption]), "a numbered adoption is there");
  return row.standing === "waiting" || row.standing === "fixed" ? { ...row, adoption } : undefined;
}

/** The address of a machine: the first 20 bytes of the SHA-256 of its key. */
export function machineAddress(sha256: Hasher["sha256"], key: Uint8Array): Uint8Array {
  return sha256(key).slice(0, ADDRESS_BYTES);
}

/** Counts which of these machines have rehearsed an adopted edition. */
export function rehearsedBy(
  state: Reader,
  sha256: Hasher["sha256"],
  adoption: number,
  keys: readonly Uint8Array[],
): number {
  return keys.filter((key) => rehearsals.has(state, [adoption, machineAddress(sha256, key)]))
    .length;
}

/** Tells whether more than two thirds of the machines have rehearsed; of none, never. */
export function hasEnough({
  machines,
  rehearsed,
}: Pick<Adoption, "machines" | "rehearsed">): boolean {
  return rehearsed * 3 > machines * 2;
}
