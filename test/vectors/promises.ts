import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nativeHasher } from "#engine/native-hasher.js";
import {
  editionDigest,
  folkmootLaw,
  type Law,
  lawLines,
  PUBLISHED,
  toHex,
} from "#protocol/index.js";

/** What an edition promises for ever, as it is kept. */
export interface Promises {
  readonly edition: number;
  readonly digest: string;
  readonly lines: readonly string[];
}

const FILE = fileURLToPath(new URL("../../../vectors/law.json", import.meta.url));

const SOURCES = fileURLToPath(new URL("../../../src/protocol/", import.meta.url));
/** The file that names the code, which is not part of it. */
const NAMING = "rooms.ts";

/** The SHA-256 of all sources that the law is made of, tests aside: the code that a new edition names. */
export function codeNow(): string {
  const all = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
  const files = all
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .filter((file) => !file.startsWith("testing/") && file !== NAMING)
    .sort((one, other) => (one < other ? -1 : 1));
  const hash = createHash("sha256");
  for (const file of files) {
    const content = createHash("sha256")
      .update(readFileSync(join(SOURCES, file)))
      .digest("hex");
    hash.update(`${file} ${content}\n`);
  }
  return hash.digest("hex");
}

/**
 * Says which code the newest edition has to name, or nothing where it does.
 *
 * Why not once it is published: its digest is kept, and sentences may still change.
 */
export function codeProblem(law: Pick<Law, "edition" | "code">, published = PUBLISHED) {
  if (law.edition <= published || toHex(law.code ?? new Uint8Array(0)) === codeNow())
    return undefined;
  return `edition ${law.edition}: in src/protocol/${NAMING} its code is ${codeNow()}`;
}

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
