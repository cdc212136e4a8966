import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { writeFileSafely } from "./write-file.ts";

const TOKEN_BYTES = 32;

/** What shows that somebody may read this node's home. */
export interface LocalToken {
  readonly token: string;
  /** Takes the file away. */
  forget(): Promise<void>;
}

/**
 * Makes a token for as long as the node runs, in a file that its owner alone can read.
 *
 * Why not the address of anyone who asks: behind a proxy everybody comes from this machine, and so do
 * other people's programs and pages on it.
 */
export async function makeLocalToken(
  path: string,
  token = randomBytes(TOKEN_BYTES).toString("hex"),
): Promise<LocalToken> {
  await rm(path, { force: true });
  await writeFileSafely(path, `${token}\n`, 0o600);
  return { token, forget: () => rm(path, { force: true }) };
}

/** Reads the token of a running node; nothing where there is none, or it may not be read. */
export async function readLocalToken(path: string): Promise<string | undefined> {
  try {
    const token = (await readFile(path, "utf8")).trim();
    return /^[0-9a-f]{64}$/.test(token) ? token : undefined;
  } catch {
    return undefined;
  }
}
