import { editionTables } from "./constitution/index.ts";
import { assert } from "./kernel/assert.ts";
import { equalBytes, isZero, toHex } from "./kernel/bytes.ts";
import { stopWithout } from "./kernel/edition-missing.ts";
import type { Hasher } from "./kernel/hash.ts";
import type { Room } from "./kernel/room.ts";
import type { Reader, Writer } from "./kernel/state.ts";
import { assembleLaw, type Law } from "./law.ts";
import { editionDigest } from "./law-digest.ts";
import { lawProblem } from "./law-steps.ts";

/** What the move from one edition to the next receives. */
export interface MigrationContext {
  /** The state as it was; read rows of the edition before through this alone. */
  readonly before: Reader;
  /** The state that is to become the new edition's; what is not touched stays. */
  readonly state: Writer;
  /** Time of the last block of the edition before, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/**
 * One edition of the law: the rooms that hold from the height that the community has decided.
 *
 * Bounds: numbers run on from 1; an edition that was published never changes again.
 */
export interface Edition {
  readonly number: number;
  readonly rooms: readonly Room[];
  /**
   * The SHA-256 of the edition's published code, which its digest covers; the first needs none.
   *
   * Why: two programs may declare the same tables and actions and yet do different things.
   */
  readonly code?: Uint8Array;
  /** Brings the state of the edition before into this one's form. Throws when that cannot be. */
  readonly migrate?: (context: MigrationContext) => void;
}

/**
 * Puts all editions of a law together and returns the newest; each of them knows all others.
 *
 * Bounds: communities are founded under those up to `published`, which are all unless told otherwise.
 * Throws: InvariantError when one of them takes back what an earlier one has promised for ever.
 */
export function createEditions(editions: readonly Edition[], published = editions.length): Law {
  const laws: Law[] = [];
  for (const [at, edition] of editions.entries()) {
    assert(edition.number === at + 1, "editions are numbered from 1 without a gap");
    assert(at === 0 || edition.code?.length === 32, "a later edition names the hash of its code");
    const law = assembleLaw(edition, laws, published);
    for (const before of laws) {
      const problem = lawProblem(before, law);
      assert(problem === undefined, `edition ${edition.number}: ${problem}`);
    }
    laws.push(law);
  }
  const newest = laws.at(-1);
  assert(newest !== undefined, "there is an edition");
  assert(published >= 1 && published <= laws.length, "an edition that is there is published");
  return newest;
}

/** Finds the edition with a number among all that a program has. */
export function editionOf(law: Pick<Law, "editions">, number: number): Law | undefined {
  return law.editions[number - 1];
}

/**
 * Finds the edition that a community has adopted.
 *
 * Bounds: a digest of zeros stands for the edition of the founding, which nobody had to adopt.
 * Throws: EditionMissing when this program does not have it, or has published another one of its number;
 * one that still changed when the program was made is none that it has.
 */
export function adoptedEdition(
  hasher: Pick<Hasher, "sha256">,
  law: Pick<Law, "editions" | "published">,
  { number, digest }: { readonly number: number; readonly digest: Uint8Array },
): Law {
  const found = editionOf(law, number);
  if (found === undefined) return stopWithout(number, false);
  if (!isZero(digest) && !equalBytes(digest, editionDigest(hasher, found))) {
    return stopWithout(number, number <= law.published);
  }
  return found;
}

/** Finds the edition that holds from the block after a state. Throws: EditionMissing. */
export function editionAfter(hasher: Pick<Hasher, "sha256">, law: Law, state: Reader): Law {
  if (!law.tableById.has(editionTables.edition.id)) return law;
  const row = editionTables.edition.get(state, []);
  return row === undefined ? law : adoptedEdition(hasher, law, row);
}

/** Writes an edition's digest as people compare it. */
export function digestText(hasher: Pick<Hasher, "sha256">, law: Law): string {
  return toHex(editionDigest(hasher, law));
}

export { EditionMissing } from "./kernel/edition-missing.ts";
