import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { HomeLayout } from "../home/layout.ts";
import { writeFileSafely } from "../home/write-file.ts";

/** What the node's schedule does: where backups go, and for whom they are encrypted. */
export interface BackupSchedule {
  readonly folder: string;
  readonly recipients: readonly string[];
}

/** The last backup of a home that was made. */
export interface LastBackup {
  /** Units: milliseconds since 1970. */
  readonly at: number;
  readonly file: string;
  readonly height: number;
  readonly bytes: number;
}

/** The last time that a backup was restored for a try. */
export interface LastDrill {
  /** Units: milliseconds since 1970. */
  readonly at: number;
  readonly file: string;
  readonly height: number;
  /** How long it took, to a tenth. */
  readonly minutes: number;
}

/** Why the schedule could make no backup, since its last one. */
export interface FailedBackup {
  /** Units: milliseconds since 1970. */
  readonly at: number;
  readonly why: string;
}

/** The notes about backups in a home, each in a file of its own, so that nobody writes over another's. */
interface Notes {
  readonly schedule: BackupSchedule;
  readonly last: LastBackup;
  readonly drill: LastDrill;
  readonly failed: FailedBackup;
}

/** Reads a note; nothing where there is none, or it cannot be read. */
export async function readNote<N extends keyof Notes>(
  { backup }: HomeLayout,
  name: N,
): Promise<Notes[N] | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(join(backup, `${name}.json`), "utf8"));
    return isNote(name, read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Takes a note away. */
export function forgetNote({ backup }: HomeLayout, name: keyof Notes): Promise<void> {
  return rm(join(backup, `${name}.json`), { force: true });
}

/** Writes a note. */
export async function writeNote<N extends keyof Notes>(
  { backup }: HomeLayout,
  name: N,
  note: Notes[N],
): Promise<void> {
  await mkdir(backup, { recursive: true, mode: 0o700 });
  await writeFileSafely(join(backup, `${name}.json`), `${JSON.stringify(note)}\n`, 0o600);
}

function isNote<N extends keyof Notes>(name: N, read: unknown): read is Notes[N] {
  if (typeof read !== "object" || read === null) return false;
  const note = read as { readonly [field: string]: unknown };
  if (name === "schedule") return typeof note["folder"] === "string" && isTexts(note["recipients"]);
  return Number.isSafeInteger(note["at"]);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
