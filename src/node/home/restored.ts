import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { lightBlockFromJson } from "../../protocol/chain/index.ts";
import { askSite } from "../ask-site.ts";
import { HomeFault } from "./home-fault.ts";
import { type HomeLayout, homeLayout } from "./layout.ts";
import { lockHolder } from "./lock.ts";
import { writeFileSafely } from "./write-file.ts";

/** What a home knows that was made from a backup and has not gone on yet: `restored.json`. */
export interface Restored {
  /** The newest block of the backup, and when it was made. */
  readonly height: number;
  readonly time: number;
  readonly chainId: string;
  /** Where the original lay, and by which addresses people reached it. */
  readonly host: string;
  readonly home: string;
  readonly sites: readonly string[];
  /** How often the members had restarted the record by then. */
  readonly restarts: number;
  readonly isNetwork: boolean;
}

/** Reads it; nothing where a home was not restored, or has gone on since. */
export async function readRestored({ restored }: HomeLayout): Promise<Restored | undefined> {
  if (!existsSync(restored)) return undefined;
  return JSON.parse(await readFile(restored, "utf8")) as Restored;
}

/** Writes it, before anything else is there that could start. */
export function writeRestored({ restored: path }: HomeLayout, restored: Restored): Promise<void> {
  return writeFileSafely(path, `${JSON.stringify(restored)}\n`, 0o600);
}

/** What somebody who starts a node says of a restored home. */
export interface RestoredConsent {
  /** Nothing was done in the community since the backup was made. */
  readonly nothingSince?: boolean;
}

/**
 * Refuses to go on from a backup behind the members' backs, or beside the original.
 *
 * Why: people's devices may have verified pages that the backup lacks. One machine that goes on from there
 * makes a second history, in which nobody of them can do anything; the members decide instead.
 * Throws: HomeFault `restored` or `other-copy`.
 */
export async function assertMayGoOn(
  layout: HomeLayout,
  restarts: number,
  { nothingSince }: RestoredConsent,
): Promise<void> {
  const restored = await readRestored(layout);
  if (restored === undefined) return;
  await assertNoTwin(layout, restored);
  const isDecided = restarts > restored.restarts;
  if (!isDecided && (nothingSince !== true || restored.isNetwork))
    throw undecided(layout, restored);
  await rm(layout.restored);
}

/**
 * Looks for the original where it was: on this computer, and at the addresses by which people reached it.
 *
 * Throws: HomeFault `other-copy` where it runs.
 */
export async function assertNoTwin(layout: HomeLayout, restored: Restored): Promise<void> {
  const { host, home, sites, chainId, isNetwork } = restored;
  if (host === hostname() && resolve(layout.home) !== home) {
    const holder = await lockHolder(homeLayout(home).lock).catch(() => undefined);
    if (holder !== undefined) throw twin(`its node runs on ${home}`);
  }
  // In a network every machine answers; whether this key signs elsewhere is looked up in its blocks.
  if (isNetwork) return;
  const living = await Promise.all(sites.map((site) => livesAt(site, chainId)));
  const at = sites.find((_, index) => living[index]);
  if (at !== undefined) throw twin(`a node of this community answers at ${at}`);
}

/** The longest answer that is read. Units: bytes. */
const ANSWER_MAX = 1_000_000;

async function livesAt(site: string, chainId: string): Promise<boolean> {
  try {
    const json = await askSite(site, "/light/latest", ANSWER_MAX);
    const block = lightBlockFromJson(nativeHasher, json);
    return block.ok && block.value.signedHeader.header.chainId === chainId;
  } catch {
    return false;
  }
}

function twin(what: string): HomeFault {
  return new HomeFault(
    "other-copy",
    `the original of this backup is alive: ${what}`,
    "Never run both: one key would write two histories. To look into a backup use `folkmoot backup restore FILE --check`; to move, stop the original for good first.",
  );
}

function undecided({ home }: HomeLayout, { height, time, isNetwork }: Restored): HomeFault {
  const at = `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const members = `If anything was, the members go on from here: \`folkmoot network restart prepare --home "${home}"\`.`;
  return isNetwork
    ? new HomeFault(
        "restored",
        `this home was restored from a backup of block ${height} (${at}), and its machine is one of a network`,
        `Save its keys (\`folkmoot network keys save FILE --home "${home}"\`) and join again with them. If no other machine is left: \`folkmoot network restart prepare --home "${home}"\`.`,
      )
    : new HomeFault(
        "restored",
        `this home was restored from a backup of block ${height} (${at}), and people's devices may have seen more`,
        `If nothing was done in the community since then, start with --nothing-since. ${members}`,
      );
}
