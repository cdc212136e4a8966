import { failure, ok, type Result } from "../protocol/kernel/result.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

const kind = "folkmoot-recovery";
const version = 1;
const rounds = 600_000;
const shortest = 10;

/** Why a recovery file cannot be opened or written. */
export type RecoveryFault =
  | "fileNotOurs"
  | "fileNewer"
  | "fileDamaged"
  | "phraseNeeded"
  | "phraseWrong"
  | "phraseShort";

/** What a recovery file brings back: the second key of a person, in one community. */
export interface Recovery {
  readonly community: string;
  readonly name: string;
  readonly seed: Uint8Array;
  /** The newest page that the device had verified which wrote the file, as a link carries it. */
  readonly page?: string;
}

interface Locked {
  readonly rounds: number;
  readonly salt: string;
  readonly nonce: string;
  readonly data: string;
}

interface RecoveryFile {
  readonly kind: typeof kind;
  readonly version: number;
  readonly community: string;
  readonly name: string;
  readonly page?: string;
  readonly key: { readonly open: string } | { readonly locked: Locked };
}

async function lockOf(phrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  const text = new TextEncoder().encode(phrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  const cipher = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, base, cipher, false, ["encrypt", "decrypt"]);
}

// What stands beside the secret is bound to it, so that no part can be exchanged alone.
function bound(file: Pick<RecoveryFile, "community" | "name" | "page">): Uint8Array<ArrayBuffer> {
  const { community, name, page } = file;
  const parts = [kind, community, name, ...(page === undefined ? [] : [page])];
  return Uint8Array.from(new TextEncoder().encode(JSON.stringify(parts)));
}

async function lockUp(recovery: Recovery, phrase: string): Promise<Locked> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const cipher = { name: "AES-GCM", iv, additionalData: bound(recovery) };
  const lock = await lockOf(phrase, salt, rounds);
  const data = await crypto.subtle.encrypt(cipher, lock, Uint8Array.from(recovery.seed));
  return {
    rounds,
    salt: toBase64Url(salt),
    nonce: toBase64Url(iv),
    data: toBase64Url(new Uint8Array(data)),
  };
}

/**
 * Writes the file that brings a person back when all their devices are lost.
 *
 * Shape: JSON; the secret is open, or locked by a passphrase (PBKDF2-SHA-256, AES-256-GCM).
 */
export async function writeRecoveryFile(
  recovery: Recovery,
  phrase?: string,
): Promise<Result<string, RecoveryFault>> {
  if (phrase === undefined) return ok(unlockedRecoveryFile(recovery));
  if ([...phrase].length < shortest) return failure("phraseShort");
  return ok(fileText(recovery, { locked: await lockUp(recovery, phrase) }));
}

/** The same without a passphrase: its secret is open, so it belongs in a safe place. */
export function unlockedRecoveryFile(recovery: Recovery): string {
  return fileText(recovery, { open: toBase64Url(recovery.seed) });
}

function fileText({ community, name, page }: Recovery, key: RecoveryFile["key"]): string {
  const file: RecoveryFile = { kind, version, community, name, ...withPage(page), key };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

const withPage = (page: unknown): { readonly page?: string } =>
  typeof page === "string" ? { page } : {};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checked(text: string): Result<RecoveryFile, RecoveryFault> {
  const file = parsed(text);
  if (!isObject(file) || file["kind"] !== kind) return failure("fileNotOurs");
  if (file["version"] !== version) return failure("fileNewer");
  const { community, name } = file;
  const key = isObject(file["key"]) ? keyOf(file["key"]) : undefined;
  const isWhole = typeof community === "string" && typeof name === "string" && key !== undefined;
  const page = withPage(file["page"]);
  return isWhole ? ok({ kind, version, community, name, ...page, key }) : failure("fileDamaged");
}

function keyOf({ open, locked }: Record<string, unknown>): RecoveryFile["key"] | undefined {
  if (typeof open === "string") return { open };
  if (!isObject(locked)) return undefined;
  const { rounds: count, salt, nonce, data } = locked;
  const isWhole = typeof salt === "string" && typeof nonce === "string" && typeof data === "string";
  return isWhole ? { locked: { rounds: Number(count), salt, nonce, data } } : undefined;
}

async function unlocked(
  file: RecoveryFile,
  locked: Locked,
  phrase: string,
): Promise<Result<Uint8Array, RecoveryFault>> {
  const salt = fromBase64Url(locked.salt);
  const iv = fromBase64Url(locked.nonce);
  const data = fromBase64Url(locked.data);
  const sane = Number.isInteger(locked.rounds) && locked.rounds > 0 && locked.rounds <= 10_000_000;
  if (salt === undefined || iv === undefined || data === undefined || !sane) {
    return failure("fileDamaged");
  }
  try {
    const lock = await lockOf(phrase, salt, locked.rounds);
    const cipher = { name: "AES-GCM", iv, additionalData: bound(file) };
    return ok(new Uint8Array(await crypto.subtle.decrypt(cipher, lock, data)));
  } catch {
    return failure("phraseWrong");
  }
}

/**
 * Opens a recovery file.
 *
 * Faults: not ours, newer than this app, damaged, locked without or with a wrong passphrase.
 */
export async function openRecoveryFile(
  text: string,
  phrase?: string,
): Promise<Result<Recovery, RecoveryFault>> {
  const file = checked(text);
  if (!file.ok) return file;
  const { community, name, key } = file.value;
  if ("locked" in key && phrase === undefined) return failure("phraseNeeded");
  const seed =
    "locked" in key
      ? await unlocked(file.value, key.locked, phrase ?? "")
      : ok(fromBase64Url(key.open) ?? new Uint8Array());
  if (!seed.ok) return seed;
  if (seed.value.length !== 32) return failure("fileDamaged");
  return ok({ community, name, seed: seed.value, ...withPage(file.value.page) });
}
