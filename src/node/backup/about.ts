import { HomeFault } from "../home/home-fault.ts";

/** The form in which backups are written; another one is refused. */
export const BACKUP_FORMAT = 1;

/** What a backup says of itself: `about.json`, its first file. */
export interface BackupAbout {
  readonly format: number;
  /** The version of the program that wrote it. */
  readonly version: string;
  /** The community's founding hash, in hexadecimal. */
  readonly community: string;
  readonly chainId: string;
  readonly name: string;
  /** The newest block in it. */
  readonly height: number;
  /** The hash of that block, and the root of the state after it, in hexadecimal. */
  readonly hash: string;
  readonly root: string;
  /** When that block was made, and when the backup was. Units: milliseconds since 1970. */
  readonly time: number;
  readonly madeAt: number;
  /** Where the home lay, and by which addresses people reach it: there a living twin is looked for. */
  readonly host: string;
  readonly home: string;
  readonly sites: readonly string[];
  /** Whether the home is one machine of a network. */
  readonly isNetwork: boolean;
  /** How often the members had restarted the record. */
  readonly restarts: number;
}

/** Reads what a backup says of itself. Throws: HomeFault `backup`. */
export function readAbout(bytes: Uint8Array): BackupAbout {
  const about = parsed(bytes);
  const { format } = about;
  if (format !== BACKUP_FORMAT) {
    throw backupFault(
      `it is written in form ${String(format)}, and this program reads form ${BACKUP_FORMAT}`,
      "Restore it with the version of Folkmoot that wrote it, or a newer one.",
    );
  }
  const isWhole =
    ["height", "time", "madeAt", "restarts"].every((name) => Number.isSafeInteger(about[name])) &&
    ["version", "community", "chainId", "name", "hash", "root", "host", "home"].every(
      (name) => typeof about[name] === "string",
    ) &&
    typeof about["isNetwork"] === "boolean" &&
    Array.isArray(about["sites"]);
  if (!isWhole) throw backupFault("it does not say what it is", OTHER);
  return { ...(about as { [N in keyof BackupAbout]: BackupAbout[N] }) };
}

function parsed(bytes: Uint8Array): { readonly [name: string]: unknown } {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof read === "object" && read !== null) return { ...read };
  } catch {
    // Said below.
  }
  throw backupFault("it does not say what it is", OTHER);
}

/** What to do where one backup cannot be used. */
export const OTHER = "Use another backup; `folkmoot backup list DIR` shows them.";

/** Something about a backup that prevents its use. */
export function backupFault(what: string, remedy: string): HomeFault {
  return new HomeFault("backup", what, remedy);
}
