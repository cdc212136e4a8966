import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { EngineLog } from "../../engine/embedded/options.ts";
import { messageOf } from "../../engine/engine-fault.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { HomeLayout } from "../home/layout.ts";
import { isOf, readBackupName } from "./backup-name.ts";
import { type BackupSchedule, readNote, writeNote } from "./notes.ts";
import { type PackedHome, packHome } from "./pack-home.ts";
import { noLongerKept } from "./retention.ts";
import { filesIn, type WrittenBackup, writeBackup } from "./write-backup.ts";

/** How often it is looked whether a backup is due. Units: milliseconds. */
const LOOK_EVERY = 10 * 60_000;
/** A new backup is due this long after the last one. Units: milliseconds. */
const EVERY = 24 * 3_600_000 - LOOK_EVERY;

/** A schedule that a node keeps. */
export interface KeptSchedule {
  /** Looks now; answers the backup that was made, if one was due. */
  look(): Promise<WrittenBackup | undefined>;
  /** Ends it; what is under way is given up. */
  close(): Promise<void>;
}

/**
 * Makes a backup each day while a node runs, and takes old ones away.
 *
 * Why inside the node: nobody has to set anything else up, and the copy is of one moment.
 * Cost: a look reads one small file; a backup about a second for 50 MB.
 */
export function keepSchedule(home: () => PackedHome, log: EngineLog): KeptSchedule {
  const stop = new AbortController();
  let underWay: Promise<WrittenBackup | undefined> = Promise.resolve(undefined);
  const look = (): Promise<WrittenBackup | undefined> => {
    underWay = underWay
      .catch(() => undefined)
      .then(() => (stop.signal.aborted ? undefined : makeIfDue(home(), stop.signal, log)));
    return underWay;
  };
  const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY);
  timer.unref();
  void look().catch(() => {});
  return {
    look,
    async close() {
      clearInterval(timer);
      stop.abort();
      await underWay.catch(() => {});
    },
  };
}

async function makeIfDue(
  home: PackedHome,
  signal: AbortSignal,
  log: EngineLog,
): Promise<WrittenBackup | undefined> {
  const { layout, now } = home;
  const schedule = await readNote(layout, "schedule");
  if (schedule === undefined) return undefined;
  const community = toHex(home.community);
  if (await isThereANewOne(schedule, community, now)) return undefined;
  try {
    const { folder, recipients } = schedule;
    const target = { folder, recipients, isScheduled: true };
    const written = await writeBackup(packHome({ ...home, signal }), target);
    await noteBackup(layout, written);
    await takeAway(schedule, community);
    log.info("a backup was made", { file: written.file, height: written.about.height });
    return written;
  } catch (error) {
    if (signal.aborted) return undefined;
    const why = messageOf(error);
    log.error("no backup could be made", { error: why });
    await writeNote(layout, "failed", { at: now, why }).catch(() => {});
    throw error;
  }
}

/** Notes in the home that a backup was made, for `doctor`. */
export async function noteBackup(
  layout: HomeLayout,
  { file, bytes, about }: WrittenBackup,
): Promise<void> {
  await writeNote(layout, "last", { at: about.madeAt, file, height: about.height, bytes });
}

/** The backups of this community in the folder of its schedule. */
async function ownIn({ folder }: BackupSchedule, community: string) {
  return (await filesIn(folder)).flatMap(({ name }) => {
    const named = readBackupName(name);
    return named !== undefined && isOf(named, community) ? [named] : [];
  });
}

/** Why by the folder: a backup that somebody took away, or made elsewhere by hand, is none of today's. */
async function isThereANewOne(
  schedule: BackupSchedule,
  community: string,
  now: number,
): Promise<boolean> {
  const own = await ownIn(schedule, community).catch(() => []);
  // A clock that was set back must not end the backups.
  return own.some(({ isScheduled, madeAt }) => isScheduled && Math.abs(now - madeAt) < EVERY);
}

async function takeAway(schedule: BackupSchedule, community: string): Promise<void> {
  for (const { name } of noLongerKept(await ownIn(schedule, community))) {
    await rm(join(schedule.folder, name), { force: true });
  }
}
