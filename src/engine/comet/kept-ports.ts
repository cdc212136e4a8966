import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** How long a port is kept for anyone who asked for it, until it is listened on. */
const KEPT_MS = 15 * 60_000;

/**
 * Keeps a port for its finder; false where another program of this user keeps it already.
 *
 * Shape: one empty file for each port in a folder of this user's; anyone who makes the file keeps the
 * port, since only one program can. Where no file can be made nothing is kept, and the port goes to
 * anyone who asks.
 */
export function keepPort(port: number, folder = portFolder()): boolean {
  if (!isThere(folder)) return true;
  const path = join(folder, String(port));
  try {
    if (isOld(path)) rmSync(path, { force: true });
    writeFileSync(path, "", { flag: "wx", mode: 0o600 });
    return true;
  } catch (cause) {
    return !(cause instanceof Error && "code" in cause && cause.code === "EEXIST");
  }
}

function isThere(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

function isOld(path: string): boolean {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Math.abs(Date.now() - made) > KEPT_MS;
}

function portFolder(): string {
  return join(tmpdir(), `folkmoot-ports-${userInfo().uid}`);
}
