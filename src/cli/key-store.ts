import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { seedSigner } from "../client/keys/seed-signer.ts";
import type { Signer } from "../client/keys/signer.ts";
import { wordsOf } from "../engine/system-words.ts";
import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import { CommandError } from "./exit.ts";

/** A key that is kept on this computer: of which community, and what for. */
export interface KeptKey {
  readonly name: string;
  /** The community's hash in hexadecimal; empty while it belongs to none. */
  readonly community: string;
  readonly publicKey: string;
  readonly signer: Signer;
  readonly seed: Uint8Array;
}

const ENDING = ".key.json";
/** What a key's name has at most. Units: letters, digits and signs. */
export const KEY_NAME_MAX = 64;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,63}$/u;

/** Where a key of a name lies. */
export function keyPath(folder: string, name: string): string {
  return join(folder, `${name}${ENDING}`);
}

/** Makes a key and keeps it: the folder is for its owner alone (0700), and so is the file (0600). */
export function makeKey(folder: string, name: string, community: string): KeptKey {
  return keepKey(folder, name, community, new Uint8Array(randomBytes(32)));
}

/** Keeps a key that exists already. */
export function keepKey(
  folder: string,
  name: string,
  community: string,
  seed: Uint8Array,
): KeptKey {
  const path = assertKeyName(folder, name);
  makeFolder(folder);
  writeSecret(path, `${JSON.stringify({ format: 1, community, seed: toHex(seed) })}\n`);
  return keptKey(name, community, seed);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (cause) {
    throw new CommandError(`No keys can be kept in ${folder}.`, {
      why: wordsOf(cause),
      remedy: "Name a folder of your own with --keys DIR.",
      code: "keys/folder",
      cause,
    });
  }
}

/** Checks that a key of this name can be kept, and returns where. */
export function assertKeyName(folder: string, name: string): string {
  if (!NAME.test(name)) {
    throw new CommandError(`"${name}" cannot name a key.`, {
      why: "A name has up to 64 letters, digits, spaces, dots, dashes; it begins with a letter or digit.",
      remedy: "Choose another name.",
      code: "keys/name",
    });
  }
  const path = keyPath(folder, name);
  if (existsSync(path)) {
    throw new CommandError(`There is already a key named ${name}.`, {
      why: `Keys are never overwritten; this one is in ${path}.`,
      remedy: "Choose another name, or move that file away.",
      code: "keys/taken",
    });
  }
  return path;
}

/** Writes a file that only its owner may read, wholly on the disk before it returns. */
export function writeSecret(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** All keys in a folder; none when there is no folder. */
export function keptKeys(folder: string): readonly KeptKey[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ENDING))
    .sort()
    .map((file) => readKey(folder, file.slice(0, -ENDING.length)));
}

/** Reads a key by name. */
export function readKey(folder: string, name: string): KeptKey {
  const path = keyPath(folder, name);
  if (!existsSync(path)) {
    throw new CommandError(`There is no key named ${name}.`, {
      why: `It is not among the keys in ${folder}.`,
      remedy: "See `folkmoot keys list`, or make one with `folkmoot keys new NAME`.",
      code: "keys/unknown",
    });
  }
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    throw new CommandError(`The key ${name} can be read by others on this computer.`, {
      why: `The file ${path} has to be for you alone.`,
      remedy: `Run: chmod 600 "${path}"`,
      code: "keys/permissions",
    });
  }
  const kept = parsed(readFileSync(path, "utf8"));
  const seed = fromHex(String(kept?.["seed"] ?? ""));
  if (kept?.["format"] !== 1 || typeof kept["community"] !== "string" || seed?.length !== 32) {
    throw new CommandError(`The key ${name} cannot be read.`, {
      why: `The file ${path} is damaged or comes from another version.`,
      remedy: "Open your recovery file, or add this device again from another of your devices.",
      code: "keys/damaged",
    });
  }
  return keptKey(name, kept["community"], seed);
}

function keptKey(name: string, community: string, seed: Uint8Array): KeptKey {
  const signer = seedSigner(seed);
  return { name, community, publicKey: toHex(signer.publicKey), signer, seed };
}

function parsed(text: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
