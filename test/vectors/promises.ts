import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nativeHasher } from "#engine/native-hasher.js";
import { editionDigest, folkmootLaw, lawLines, toHex } from "#protocol/index.js";

/** What an edition promises for ever, as it is kept. */
export interface Promises {
  readonly edition: number;
  readonly digest: string;
  readonly lines: readonly string[];
}

/**
 * The newest edition that has been published: its entry, and those before, never change again.
 *
 * Why 1: communities may be founded under the first edition from now on.
 */
export const PUBLISHED = 1;

const FILE = fileURLToPath(new URL("../../../vectors/law.json", import.meta.url));

/** What every edition of this program promises. */
export function promisesNow(): Promises[] {
  return folkmootLaw.editions.map((law) => ({
    edition: law.edition,
    digest: toHex(editionDigest(nativeHasher, law)),
    lines: lawLines(law),
  }));
}

/** Reads what is kept; nothing before the first time. */
export function keptPromises(): Promises[] {
  try {
    return JSON.parse(readFileSync(FILE, "utf8")).editions;
  } catch {
    return [];
  }
}

/** Keeps what the editions promise. Throws where a published one would change. */
export function keepPromises(): string {
  const now = promisesNow();
  for (const kept of keptPromises()) {
    if (kept.edition > PUBLISHED || now[kept.edition - 1]?.digest === kept.digest) continue;
    throw new Error(`edition ${kept.edition} is published and has changed`);
  }
  writeFileSync(FILE, `${JSON.stringify({ editions: now }, undefined, 2)}\n`);
  return `${now.length} ${now.length === 1 ? "edition" : "editions"}`;
}
