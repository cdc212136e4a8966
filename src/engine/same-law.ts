import { editionOf } from "../protocol/editions.ts";
import type { FoundingDocument } from "../protocol/founding.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { Law } from "../protocol/law.ts";
import { editionDigest } from "../protocol/law-digest.ts";
import { EngineFault } from "./engine-fault.ts";
import { metaKey } from "./store/keys.ts";
import type { Store } from "./store/store.ts";

/** Where a store keeps the digest of the edition under which its community begins. */
export const LAW_KEY: Uint8Array = metaKey("law");

/** What a store's law is compared with. */
export interface SameLawDeps {
  readonly law: Law;
  readonly founding: Pick<FoundingDocument, "format">;
  readonly hasher: Pick<Hasher, "sha256">;
}

/** The digest of the edition under which a community begins. Throws: EngineFault `edition-missing`. */
export function foundingDigest({ law, founding, hasher }: SameLawDeps): Uint8Array {
  const edition = editionOf(law, founding.format);
  if (edition !== undefined) return editionDigest(hasher, edition);
  throw new EngineFault(
    "edition-missing",
    `the community begins under edition ${founding.format} of the law, which this program does not have`,
    `Install a version of Folkmoot that has edition ${founding.format}.`,
  );
}

/**
 * Refuses a store that another law has written under the same number.
 *
 * Why: its rows might be opened all the same, while carrying its history out again would come to
 * something else. Throws: EngineFault `other-law`.
 */
export async function assertSameLaw(store: Store, deps: SameLawDeps): Promise<void> {
  const kept = await store.get(LAW_KEY);
  if (kept !== undefined && equalBytes(kept, foundingDigest(deps))) return;
  throw new EngineFault(
    "other-law",
    `this home was written under another edition ${deps.founding.format} of the law than this program has`,
    "Start it with the version of Folkmoot that wrote it.",
  );
}
