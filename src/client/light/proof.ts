import type { Header } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { type KeyRange, singleKey } from "../../protocol/kernel/tree/key.ts";
import { verifyRange } from "../../protocol/kernel/tree/verify.ts";
import { type LightFault, lightFault } from "./fault.ts";

/** A row of the state: its 32-byte tree key and its bytes. */
export interface ProvenRow {
  readonly key: Uint8Array;
  readonly row: Uint8Array;
}

/**
 * Returns the height after which a header's app hash is the root of the state.
 *
 * Why: a header is signed before its own block is carried out, so header H + 1 carries the root
 * after block H.
 */
export function stateHeight(header: Header): bigint {
  return header.height - 1n;
}

/**
 * Checks that a proof shows all rows of a range, no more and no fewer, in the state under a
 * verified header.
 *
 * Bounds: `header` must have been verified by the caller.
 */
export function checkRange(
  hasher: Hasher,
  header: Header,
  range: KeyRange,
  proof: Uint8Array,
): Result<readonly ProvenRow[], LightFault> {
  const verdict = verifyRange(hasher, header.appHash, range.from, range.until, proof);
  if (verdict.ok) return { ok: true, value: verdict.rows };
  return { ok: false, reason: lightFault("proof-refused", verdict.reason, header.height) };
}

/** Checks one row; `undefined` as the value says that the proof shows its absence. */
export function checkRow(
  hasher: Hasher,
  header: Header,
  key: Uint8Array,
  proof: Uint8Array,
): Result<Uint8Array | undefined, LightFault> {
  const rows = checkRange(hasher, header, singleKey(key), proof);
  if (!rows.ok) return rows;
  return { ok: true, value: rows.value.find((row) => equalBytes(row.key, key))?.row };
}
