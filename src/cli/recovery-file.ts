import { readFileSync } from "node:fs";
import { wordsOf } from "../engine/system-words.ts";
import { fromHex } from "../protocol/kernel/bytes.ts";

import { CommandError } from "./exit.ts";

const KIND = "folkmoot-recovery";
const VERSION = 1;

/** What a recovery file holds: the key that brings a person back, and of which community. */
export interface RecoverySeed {
  readonly community: string;
  readonly name: string;
  readonly seed: Uint8Array;
  /** The newest page that the writer had verified, as a link carries it. */
  readonly page?: string | undefined;
}

/** Writes the recovery file that the web app opens too; its secret is open, so it belongs in a safe place. */
export function writeRecovery({ community, name, seed, page }: RecoverySeed): string {
  const key = { open: Buffer.from(seed).toString("base64url") };
  const file = { kind: KIND, version: VERSION, community, name, page, key };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Reads a recovery file without passphrase; nothing when it is not one. */
export function readRecoverySeed(text: string): RecoverySeed | undefined {
  let file: { readonly [field: string]: unknown };
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    return undefined;
  }
  if (typeof file !== "object" || file === null || file["kind"] !== KIND) return undefined;
  const { version, community, name, key } = file;
  if (version !== VERSION || typeof community !== "string" || typeof name !== "string") {
    return undefined;
  }
  const open = (key as { readonly open?: unknown } | undefined)?.open;
  if (typeof open !== "string") return undefined;
  const seed = fromHex(Buffer.from(open, "base64url").toString("hex"));
  const page = typeof file["page"] === "string" ? file["page"] : undefined;
  return seed?.length === 32 ? { community, name, seed, page } : undefined;
}

/** Reads the recovery file at a path, or says what prevents it. */
export function recoveryAt(path: string): RecoverySeed {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new CommandError(`The file ${path} cannot be read.`, {
      why: wordsOf(cause),
      remedy: "Check the path.",
      code: "cli/file",
      cause,
    });
  }
  const found = readRecoverySeed(text);
  if (found !== undefined) return found;
  throw new CommandError("This is not a recovery file that can be opened here.", {
    why: "It is another file, or a passphrase locks it.",
    remedy: "Open a recovery file with a passphrase in the web app.",
    code: "keys/damaged",
  });
}
