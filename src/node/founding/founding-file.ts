import { randomBytes } from "node:crypto";
import { editionOf } from "../../protocol/editions.ts";
import {
  completeFounding,
  type FoundingDocument,
  foundingProblem,
} from "../../protocol/founding.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { fromPlain, type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import type { Law } from "../../protocol/law.ts";
import { HomeFault } from "../home/home-fault.ts";

/**
 * A founding document as people write it: JSON.
 *
 * Shape: docs/founding.md.
 */
export interface FoundingFile {
  readonly name: string;
  readonly purpose: string;
  readonly language: string;
  readonly document: FoundingDocument;
  /** Contents of texts to which the document refers by hash; not kept in the home's own file. */
  readonly texts: readonly Uint8Array[];
}

/** What a file may leave to the machine that founds. */
export interface FoundingDefaults {
  /** The validator where the file names none. */
  readonly validator?: Uint8Array;
  /** The moment of founding where the file names none. */
  readonly now?: number;
  /**
   * Whether the file is that of a community which exists, and so has to name its form.
   *
   * Why: a program with a newer edition would read it by a newer form, under another name.
   */
  readonly isHome?: boolean;
}

/** Bytes of a founding file at most. */
export const FOUNDING_BYTES_MAX = 256 * 1024 * 1024;

const NAME_MAX = 120;
const PURPOSE_MAX = 4000;
const FIELDS = [
  "format",
  "name",
  "purpose",
  "language",
  "foundedAt",
  "salt",
  "validators",
  "rooms",
  "texts",
];

/**
 * Reads a founding file.
 *
 * Throws: HomeFault `founding`, naming the field that cannot be.
 */
export function readFoundingFile(
  law: Law,
  json: string,
  defaults: FoundingDefaults = {},
): FoundingFile {
  if (json.length > FOUNDING_BYTES_MAX) throw fault("the file is too large");
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch (error) {
    throw fault(`it is not JSON: ${(error as Error).message}`);
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) {
    throw fault("it is not an object");
  }
  const given = read as { readonly [field: string]: unknown };
  for (const field of Object.keys(given)) {
    if (!FIELDS.includes(field)) throw fault(`${field}: is not a field here`);
  }
  if (defaults.isHome === true && given["format"] === undefined) {
    throw fault("format: missing; the document of a community that exists names its form");
  }
  const format = given["format"] === undefined ? law.published : wholeOf("format", given["format"]);
  const edition = editionOf(law, format);
  if (edition === undefined) throw fault(`format: this program has no edition ${format}`);
  const document: FoundingDocument = completeFounding(edition.rooms, {
    format,
    foundedAt: momentOf(given["foundedAt"], defaults.now),
    salt: saltOf(given["salt"]),
    validators: validatorsOf(given["validators"], defaults.validator),
    rooms: roomsOf(edition, given["rooms"]),
  });
  const problem = foundingProblem(law, document);
  if (problem !== undefined) throw fault(problem);
  return {
    name: textOf("name", given["name"], NAME_MAX),
    purpose: purposeOf(given["purpose"]),
    language: given["language"] === undefined ? "en" : textOf("language", given["language"], 35),
    document,
    texts: textsOf(given["texts"]),
  };
}

/** Writes a founding file that says everything, except the contents of texts. */
export function writeFounding(file: Omit<FoundingFile, "texts">): string {
  const { name, purpose, language, document } = file;
  const { format, foundedAt, salt, validators, rooms } = document;
  const plain = {
    format,
    name,
    purpose,
    language,
    foundedAt: new Date(foundedAt).toISOString(),
    salt: toHex(salt),
    validators: validators.map(({ key }) => toHex(key)),
    rooms: toPlain(rooms),
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}

function roomsOf(law: Law, given: unknown): { [room: string]: unknown } {
  const parts: { [room: string]: unknown } = {};
  if (given === undefined) return parts;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw fault("rooms: not an object");
  }
  for (const [name, plain] of Object.entries(given)) {
    const founding = law.rooms.find((room) => room.name === name)?.founding;
    if (founding === undefined) throw fault(`rooms: ${name}: no room has this part`);
    const read = fromPlain(founding.shape, withDefaults(founding.empty, plain as Plain));
    if (!read.ok) throw fault(`rooms: ${name}: ${read.reason}`);
    parts[name] = read.value;
  }
  return parts;
}

/** Fields that a part leaves out start empty. */
function withDefaults(empty: unknown, given: Plain): Plain {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const plain = toPlain(empty) as { readonly [field: string]: Plain };
  return { ...plain, ...(given as { readonly [field: string]: Plain }) };
}

function momentOf(given: unknown, now: number | undefined): number {
  if (given === undefined) return now ?? Date.now();
  if (typeof given === "string") {
    const parsed = Date.parse(given);
    if (!Number.isNaN(parsed)) return parsed;
    throw fault("foundedAt: not a time such as 2026-11-21T12:00:00Z");
  }
  return wholeOf("foundedAt", given);
}

function saltOf(given: unknown): Uint8Array {
  if (given === undefined) return new Uint8Array(randomBytes(32));
  return keyOf("salt", given);
}

function validatorsOf(given: unknown, own: Uint8Array | undefined): FoundingDocument["validators"] {
  if (given === undefined || (Array.isArray(given) && given.length === 0)) {
    return own === undefined ? [] : [{ key: own, power: 1 }];
  }
  if (!Array.isArray(given)) throw fault("validators: not a list of keys");
  return given.map((key, at) => ({ key: keyOf(`validators: ${at}`, key), power: 1 }));
}

function textsOf(given: unknown): Uint8Array[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw fault("texts: not a list");
  return given.map((text, at) => {
    if (typeof text !== "string") throw fault(`texts: ${at}: not base64`);
    const bytes = new Uint8Array(Buffer.from(text, "base64"));
    if (Buffer.from(bytes).toString("base64") !== text) throw fault(`texts: ${at}: not base64`);
    return bytes;
  });
}

function keyOf(field: string, given: unknown): Uint8Array {
  const bytes = typeof given === "string" ? fromHex(given) : undefined;
  if (bytes?.length !== 32) throw fault(`${field}: not 64 lower-case hexadecimal digits`);
  return bytes;
}

function wholeOf(field: string, given: unknown): number {
  if (!Number.isSafeInteger(given) || (given as number) < 0)
    throw fault(`${field}: not a whole number`);
  return given as number;
}

function textOf(field: string, given: unknown, longest: number): string {
  if (typeof given !== "string" || given.trim() === "") throw fault(`${field}: missing`);
  if (given.length > longest) throw fault(`${field}: longer than ${longest} characters`);
  return given;
}

/** A purpose may be left open. */
function purposeOf(given: unknown): string {
  return given === undefined || given === "" ? "" : textOf("purpose", given, PURPOSE_MAX);
}

function fault(what: string): HomeFault {
  return new HomeFault(
    "founding",
    `the founding document cannot be used: ${what}`,
    "Mend that field; docs/founding.md describes every one of them.",
  );
}
