import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ClassicLevel } from "classic-level";

/** A folder that the system keeps for this process until it ends. */
export interface HeldFolder {
  release(): Promise<void>;
}

/** How often, and how far apart, a lock is asked for that somebody may only be looking at. */
const TRIES = 10;
const PAUSE = 50;

/**
 * The folders that this process holds.
 *
 * Why known here: to look at a lock of one's own again would give it up, as the system drops a lock
 * of a process once that process closes the file for any reason.
 */
const heldHere = new Set<string>();

/**
 * Holds a folder by the lock that LevelDB has the system keep; nothing where another process has it.
 *
 * Why an empty LevelDB: it is the store that every home has anyway, and the only lock of the system
 * that Node can take on every platform without a program of its own.
 */
export async function holdFolder(folder: string): Promise<HeldFolder | undefined> {
  const path = resolve(folder);
  if (heldHere.has(path)) return undefined;
  heldHere.add(path);
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      const level = await opened(path);
      return {
        async release() {
          await level.close();
          heldHere.delete(path);
        },
      };
    } catch (error) {
      if (codeOf(error) === "LEVEL_LOCKED") {
        await wait(PAUSE);
        continue;
      }
      heldHere.delete(path);
      throw error;
    }
  }
  heldHere.delete(path);
  return undefined;
}

/** Tells whether somebody holds a folder; `unknown` where this process may not look. */
export async function isHeld(folder: string): Promise<"held" | "free" | "unknown"> {
  const path = resolve(folder);
  if (heldHere.has(path)) return "held";
  try {
    await (await opened(path)).close();
    return "free";
  } catch (error) {
    if (codeOf(error) === "LEVEL_LOCKED") return "held";
    return /permission denied|read-only/i.test(messageOf(error)) ? "unknown" : "free";
  }
}

/** Opens the empty store; what a power cut has torn of it holds nothing and is made new. */
async function opened(path: string): Promise<ClassicLevel> {
  try {
    return await open(path);
  } catch (error) {
    if (!isTorn(error)) throw error;
    await ClassicLevel.destroy(path);
    return open(path);
  }
}

function isTorn(error: unknown): boolean {
  if (codeOf(error) === "LEVEL_CORRUPTION") return true;
  return codeOf(error) === "LEVEL_IO_ERROR" && /MANIFEST.*No such file/.test(messageOf(error));
}

async function open(path: string): Promise<ClassicLevel> {
  const level = new ClassicLevel(path);
  await level.open();
  return level;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

function messageOf(error: unknown): string {
  return String(causeOf(error));
}

function codeOf(error: unknown): unknown {
  return (causeOf(error) as { readonly code?: unknown }).code;
}
