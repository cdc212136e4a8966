import { readFileSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { HomeFault } from "./home-fault.ts";

/** Who holds a home: one running process on one machine. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the system counts it; tells a reused number from the same process. */
  readonly started: string;
  /** When the lock was taken, for people. */
  readonly since: string;
  /** Where it listens, once it does. */
  readonly url?: string;
}

/** A lock that is held. */
export interface HeldLock {
  /** Adds where the node listens, for whoever looks. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lock of a home.
 *
 * Why: two nodes on one home would sign two histories.
 * Throws: HomeFault `locked`, naming the holder. A lock whose process is gone is taken over.
 */
export async function takeLock(path: string): Promise<HeldLock> {
  const mine: LockHolder = {
    pid: process.pid,
    host: hostname(),
    started: startOf(process.pid) ?? "",
    since: new Date().toISOString(),
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(path, mine)) {
      return {
        announce: (url) => overwrite(path, { ...mine, url }),
        release: () => rm(path, { force: true }),
      };
    }
    const holder = await readLock(path);
    if (holder !== undefined && isAlive(holder)) throw locked(holder);
    await rm(path, { force: true });
  }
  throw new HomeFault("locked", "the lock changes hands all the time", "Try again.");
}

/** Who holds the lock of a home; nothing when it is free, unreadable or left behind. */
export async function lockHolder(path: string): Promise<LockHolder | undefined> {
  const holder = await readLock(path);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

async function create(path: string, holder: LockHolder): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o644);
    await file.writeFile(`${JSON.stringify(holder)}\n`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function overwrite(path: string, holder: LockHolder): Promise<void> {
  const file = await open(path, "w");
  await file.writeFile(`${JSON.stringify(holder)}\n`);
  await file.close();
}

async function readLock(path: string): Promise<LockHolder | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(path, "utf8"));
    const { pid, host, started } = read as LockHolder;
    const whole = Number.isInteger(pid) && pid > 0;
    return whole && typeof host === "string" && typeof started === "string"
      ? (read as LockHolder)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A holder on another machine counts as alive: from here nobody can tell. */
function isAlive({ pid, host, started }: LockHolder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const now = startOf(pid);
  return now === undefined || started === "" || now === started;
}

/** When a process began, where the system tells (Linux). */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function locked({ pid, host, since, url }: LockHolder): HomeFault {
  const where = url === undefined ? "" : `, at ${url}`;
  return new HomeFault(
    "locked",
    `this home is in use by process ${pid} on ${host} since ${since}${where}`,
    "Stop that process first; or, if it is on a machine that is gone, delete the lock file.",
  );
}
