import type { BackupAbout } from "./about.ts";

/** What the name of a backup tells. */
export interface NamedBackup {
  readonly name: string;
  /** The first digits of the community's founding hash. */
  readonly community: string;
  /** Units: milliseconds since 1970. */
  readonly madeAt: number;
  readonly height: number;
  /** Made by the node's schedule, which also takes it away again. */
  readonly isScheduled: boolean;
  readonly isEncrypted: boolean;
}

/** Digits of a community's founding hash in a name. */
const DIGITS = 12;

/** The name of a backup, such as `folkmoot-3fa2c1d09b1e-20261130T030500Z-b1234.tar.age`. */
export function backupName(
  { community, madeAt, height }: Pick<BackupAbout, "community" | "madeAt" | "height">,
  target: { readonly recipients: readonly string[]; readonly isScheduled: boolean },
): string {
  const moment = new Date(madeAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  const by = target.isScheduled ? "-scheduled" : "";
  const ending = target.recipients.length === 0 ? "tar" : "tar.age";
  return `folkmoot-${community.slice(0, DIGITS)}-${moment}Z-b${height}${by}.${ending}`;
}

const FORM =
  /^folkmoot-([0-9a-f]{12})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-b(\d{1,15})(-scheduled)?\.tar(\.age)?$/;

/** Reads the name of a backup; nothing where a file is called otherwise. */
export function readBackupName(name: string): NamedBackup | undefined {
  const found = FORM.exec(name);
  if (found === null) return undefined;
  const [, community = "", year, month, day, hour, minute, second, height, scheduled, age] = found;
  const madeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(madeAt)) return undefined;
  return {
    name,
    community,
    madeAt,
    height: Number(height),
    isScheduled: scheduled !== undefined,
    isEncrypted: age !== undefined,
  };
}

/** Whether a backup is of a community. */
export function isOf(named: NamedBackup, community: string): boolean {
  return named.community === community.slice(0, DIGITS);
}
