import { asciiBytes } from "./kernel/bytes.ts";
import { inDomain } from "./kernel/domain.ts";
import type { Hasher } from "./kernel/hash.ts";
import type { Law } from "./law.ts";
import { lawLines } from "./law-lines.ts";

const known = new WeakMap<Law, Uint8Array>();

/**
 * Returns the 32 bytes by which a community adopts an edition: the hash of all that it promises, and of
 * its code.
 *
 * Cost: one pass over the law, once.
 */
export function editionDigest(hasher: Pick<Hasher, "sha256">, law: Law): Uint8Array {
  const kept = known.get(law);
  if (kept !== undefined) return kept;
  const lines = [`edition ${law.edition}`, ...lawLines(law)].join("\n");
  const digest = hasher.sha256(
    inDomain("edition", law.code ?? new Uint8Array(0), asciiBytes(lines)),
  );
  known.set(law, digest);
  return digest;
}
