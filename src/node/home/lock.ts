import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { HomeFault } from "./home-fault.ts";
import { holdFolder, isHeld } from "./system-lock.ts";
import { writeFileSafely } from "./write-file.ts";

/** Who holds a home: one running process on one machine. */
export interface LockHolder {
  /** 0 where the holder has not said yet. */
  readonly pid: number;
  readonly host: string;
  /** When the lock was taken, for people. */
  readonly since: string;
  /** Where it listens, once it does. */
  readonly url?: string;
}

/** A lock that is held. */
export interface HeldLock {
  /** Adds where the node listens, for anyone who looks. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/** What a holder writes beside the lock, for people and for other commands; it locks nothing. */
interface Note extends LockHolder {
  /** Which taking of the lock it belongs to; the next one has another mark. */
  readonly mark: string;
}

/** Looks, and how far apart, until a holder has written who it is. Units: milliseconds. */
const LOOKS = 50;
const PAUSE = 20;

/**
 * Takes the lock of a home.
 *
 * Why the system keeps it and no number in a file: it is free the moment its process is gone, killed
 * or not, waited for or not, whatever number or host name comes after it. Why at all: two nodes on
 * one home would sign two histories.
 * Shape: the lock is the folder `path.held`; the file `path` only says who holds it.
 * Throws: HomeFault `locked`, naming the holder; the system's error where nothing can be written.
 */
export async function takeLock(path: string): Promise<HeldLock> {
  const held = await holdFolder(folderOf(path));
  if (held === undefined) throw locked(await holderOf(path));
  await rm(path, { force: true });
  const mine: Note = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    mark: await markOf(path),
  };
  const write = (note: Note): Promise<void> => writeFileSafely(path, `${JSON.stringify(note)}\n`);
  try {
    await write(mine);
  } catch (error) {
    await held.release();
    throw error;
  }
  return {
    announce: (url) => write({ ...mine, url }),
    async release() {
      await rm(path, { force: true });
      await held.release();
    },
  };
}

/** Who holds the lock of a home; nothing when it is free or left behind. */
export async function lockHolder(path: string): Promise<LockHolder | undefined> {
  const folder = folderOf(path);
  if (!existsSync(folder)) return undefined;
  const state = await isHeld(folder);
  if (state === "free") return undefined;
  return state === "held" ? holderOf(path) : readNote(path);
}

function folderOf(path: string): string {
  return `${path}.held`;
}

/** Changes each time the lock is taken, and at no other time. */
async function markOf(path: string): Promise<string> {
  return (await readFile(join(folderOf(path), "CURRENT"), "utf8").catch(() => "")).trim();
}

/** Who has just been found to hold the lock; not who held it before and left a note. */
async function holderOf(path: string): Promise<LockHolder> {
  for (let look = 0; look < LOOKS; look += 1) {
    const note = await readNote(path);
    if (note !== undefined && note.mark === (await markOf(path))) return note;
    await wait(PAUSE);
  }
  return { pid: 0, host: hostname(), since: "" };
}

async function readNote(path: string): Promise<Note | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(path, "utf8"));
    const { pid, host, since, mark } = read as Note;
    const isWhole =
      Number.isInteger(pid) &&
      pid > 0 &&
      [host, since, mark].every((each) => typeof each === "string");
    return isWhole ? (read as Note) : undefined;
  } catch {
    return undefined;
  }
}

function locked({ pid, host, since, url }: LockHolder): HomeFault {
  const where = url === undefined ? "" : `, at ${url}`;
  const who = pid === 0 ? "another process" : `process ${pid} on ${host} since ${since}${where}`;
  return new HomeFault(
    "locked",
    `this home is in use by ${who}`,
    "Stop it first, with `folkmoot stop` where it runs. Nothing has to be deleted: the lock ends with its process.",
  );
}
