import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isDiskFull } from "../../engine/system-words.ts";
import { writeFileSafely } from "../home/write-file.ts";
import { type BackupAbout, backupFault, readAbout } from "./about.ts";
import { backupName } from "./backup-name.ts";
import { createEndCheck } from "./pack-home.ts";
import { sealStream } from "./seal.ts";
import { type PackEntry, writeTar } from "./tar.ts";

/** Where a backup goes, and who can open it. */
export interface BackupTarget {
  readonly folder: string;
  /** For whom it is encrypted; nobody: it is not. */
  readonly recipients: readonly string[];
  readonly isScheduled: boolean;
}

/** A backup that was written. */
export interface WrittenBackup {
  readonly file: string;
  readonly bytes: number;
  readonly texts: number;
  readonly about: BackupAbout;
}

/** The names of texts that were erased, beside the backups: older ones must not bring them back. */
const ERASED = "erased-texts";

/**
 * Writes a backup whole or not at all, and returns once it is on the disk.
 *
 * Throws: HomeFault `backup` where what was packed is not whole, or the disk is full.
 */
export async function writeBackup(
  entries: AsyncIterable<PackEntry>,
  target: BackupTarget,
): Promise<WrittenBackup> {
  await mkdir(target.folder, { recursive: true, mode: 0o700 });
  const watch = watchEntries(entries);
  const tar = writeTar(watch.entries());
  const { recipients } = target;
  const bytes = recipients.length === 0 ? tar : await sealStream(recipients, tar);
  const part = join(target.folder, `.${process.pid}-${Date.now()}.part`);
  try {
    const size = await writeWhole(part, bytes);
    const { about, erased, texts } = watch.found();
    await keepErased(target.folder, erased);
    const file = join(target.folder, backupName(about, target));
    await rename(part, file);
    await syncFolder(target.folder);
    return { file, bytes: size, texts, about };
  } catch (error) {
    await rm(part, { force: true });
    if (!isDiskFull(error)) throw error;
    throw backupFault(`the disk of ${target.folder} is full`, "Make room, or choose another disk.");
  }
}

async function writeWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, "wx", 0o600);
  let size = 0;
  try {
    for await (const bytes of chunks) {
      await file.writeFile(bytes);
      size += bytes.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return size;
}

/** Makes a new name in a folder outlive a power cut, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const file = await open(folder, "r").catch(() => undefined);
  await file?.sync().catch(() => {});
  await file?.close();
}

/** Looks at files on their way: what the backup is, and whether all of it came. */
function watchEntries(entries: AsyncIterable<PackEntry>) {
  const end = createEndCheck();
  let about: BackupAbout | undefined;
  let erased: readonly string[] = [];
  let isWhole = false;
  let texts = 0;
  return {
    async *entries(): AsyncGenerator<PackEntry> {
      for await (const entry of entries) {
        const { name, bytes } = entry;
        if (name === "about.json") about = readAbout(bytes);
        if (name === "erased.json") erased = JSON.parse(new TextDecoder().decode(bytes));
        if (name.startsWith("blobs/")) texts += 1;
        if (name === "end.json") isWhole = end.isEnd(entry);
        else end.see(entry);
        yield entry;
      }
      if (about === undefined || !isWhole) {
        throw backupFault(
          "the node ended before all was copied",
          "Look at its log, then try again.",
        );
      }
    },
    found() {
      if (about === undefined) throw new Error("a backup that was written says what it is");
      return { about, erased, texts };
    },
  };
}

/** Adds to the list beside the backups; nothing is ever taken off it. */
async function keepErased(folder: string, erased: readonly string[]): Promise<void> {
  const known = await readErased(folder);
  const all = new Set([...known, ...erased]);
  if (all.size === known.size) return;
  await writeFileSafely(join(folder, ERASED), `${[...all].sort().join("\n")}\n`, 0o600);
}

/** The texts that are known to be erased by any backup in a folder. */
export async function readErased(folder: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(folder, ERASED), "utf8").catch(() => "");
  return new Set(text.split("\n").filter((line) => /^[0-9a-f]{64}$/.test(line)));
}

/** A backup in a folder, as its name tells it. */
export interface ListedBackup {
  readonly file: string;
  readonly bytes: number;
  readonly name: string;
}

/** The files of a folder that may be backups. */
export async function filesIn(folder: string): Promise<readonly ListedBackup[]> {
  const names = await readdir(folder).catch(() => {
    throw backupFault(`there is no folder ${folder}`, "Name the folder in which backups are.");
  });
  const found: ListedBackup[] = [];
  for (const name of names.sort()) {
    const file = join(folder, name);
    const { size } = await stat(file);
    found.push({ file, name, bytes: size });
  }
  return found;
}
