import { createReadStream } from "node:fs";
import { mkdir, open, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { openFileMarker } from "../../engine/embedded/head-marker.ts";
import { readNumber } from "../../engine/store/keys.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import type { Store, StoreChange } from "../../engine/store/store.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import { allOrNothing } from "../home/all-or-nothing.ts";
import { type HomeLayout, homeLayout } from "../home/layout.ts";
import { assertNoTwin, type Restored, writeRestored } from "../home/restored.ts";
import { writeFileSafely } from "../home/write-file.ts";
import { type BackupAbout, backupFault, OTHER, readAbout } from "./about.ts";
import { createEndCheck } from "./pack-home.ts";
import { isSealed, openSealed } from "./seal.ts";
import { type PackEntry, readTar } from "./tar.ts";
import { readErased } from "./write-backup.ts";

/** A backup that is to be opened. */
export interface BackupFile {
  readonly file: string;
  /** What opens it where it is encrypted. */
  readonly identities: readonly string[];
}

/** A home that was made from a backup. */
export interface RestoredHome {
  readonly about: BackupAbout;
  readonly texts: number;
  /** Texts that were left out, since they were erased after this backup was made. */
  readonly leftOut: number;
}

/** Reads what a backup says of itself, and nothing else of it. */
export async function aboutBackup(backup: BackupFile): Promise<BackupAbout> {
  const entries = await entriesOf(backup);
  try {
    return readAbout((await firstEntry(entries)).bytes);
  } finally {
    await entries.return(undefined);
  }
}

/**
 * Makes a home from a backup, in a folder that is empty or not there yet.
 *
 * Why a home that was restored cannot start at once: see `assertMayGoOn`. Texts that were erased since are
 * left out, as the list beside the backups names them. Nothing is left behind where it fails.
 * Shape: `isDrill` where nothing will ever run on it; then the original may be alive.
 * Throws: HomeFault `backup`, `other-copy`, `home-in-use`.
 */
export async function restoreHome(
  backup: BackupFile,
  home: string,
  isDrill = false,
): Promise<RestoredHome> {
  const erased = await readErased(dirname(backup.file));
  return unpackHome(await entriesOf(backup), home, { erased, isDrill });
}

/** How a home is unpacked. */
export interface UnpackOptions {
  /** Hashes of texts that are left out. */
  readonly erased?: ReadonlySet<string>;
  /** Nothing will ever run on it. */
  readonly isDrill: boolean;
}

/** Makes a home from what was packed, as `restoreHome` does. */
export async function unpackHome(
  entries: AsyncGenerator<PackEntry>,
  home: string,
  { erased = new Set(), isDrill }: UnpackOptions,
): Promise<RestoredHome> {
  try {
    await assertEmpty(home);
    return await allOrNothing([home], async () => {
      const first = await firstEntry(entries);
      const about = readAbout(first.bytes);
      const layout = homeLayout(home);
      await mkdir(home, { recursive: true, mode: 0o700 });
      const restored = restoredOf(about);
      if (!isDrill) await assertNoTwin(layout, restored);
      await writeRestored(layout, restored);
      return { about, ...(await unpack(layout, { first, entries, erased })) };
    });
  } finally {
    await entries.return(undefined);
  }
}

/** The files of a backup, decrypted where it is encrypted. */
async function entriesOf({ file, identities }: BackupFile): Promise<AsyncGenerator<PackEntry>> {
  const first = new Uint8Array(64);
  const opened = await open(file, "r").catch(() => {
    throw backupFault(`${file} cannot be read`, OTHER);
  });
  await opened.read(first, 0, first.length, 0);
  await opened.close();
  const stream = createReadStream(file, { highWaterMark: 1 << 18 });
  if (!isSealed(first)) return said(readTar(stream));
  if (identities.length > 0) return said(readTar(await openSealed(identities, stream)));
  stream.destroy();
  throw backupFault(
    "it is encrypted",
    "Give the file of one of its two identities with --identity: yours, or the one in the envelope.",
  );
}

/** Says in our words what is wrong with a file. */
async function* said(entries: AsyncGenerator<PackEntry>): AsyncGenerator<PackEntry> {
  try {
    yield* entries;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw backupFault(`it cannot be read to its end: ${why}`, OTHER);
  }
}

async function firstEntry(entries: AsyncGenerator<PackEntry>): Promise<PackEntry> {
  const { done, value } = await entries.next();
  if (done !== true && value.name === "about.json") return value;
  throw backupFault("it does not say what it is", OTHER);
}

function restoredOf(about: BackupAbout): Restored {
  const { height, time, chainId, host, home, sites, restarts, isNetwork } = about;
  return { height, time, chainId, host, home, sites, restarts, isNetwork };
}

/** What is read, and what of it is left out. */
interface Unpacking {
  /** `about.json`. */
  readonly first: PackEntry;
  readonly entries: AsyncGenerator<PackEntry>;
  readonly erased: ReadonlySet<string>;
}

async function unpack(
  layout: HomeLayout,
  { first, entries, erased }: Unpacking,
): Promise<Pick<RestoredHome, "texts" | "leftOut">> {
  const end = createEndCheck();
  end.see(first);
  const store = await openLevelStore(layout.store);
  let texts = 0;
  let leftOut = 0;
  let isWhole = false;
  try {
    for await (const entry of entries) {
      const [folder] = entry.name.split("/");
      if (entry.name === "end.json") {
        isWhole = end.isEnd(entry);
        continue;
      }
      end.see(entry);
      if (folder === "blobs") {
        const isErased = erased.has(basename(entry.name));
        if (isErased) leftOut += 1;
        else texts += 1;
        if (isErased) continue;
      }
      await put(layout, store, entry);
    }
  } finally {
    await store.close();
  }
  if (!isWhole) throw backupFault("it is not whole", OTHER);
  await markHead(layout, readAbout(first.bytes));
  return { texts, leftOut };
}

async function markHead({ head }: HomeLayout, { height, hash }: BackupAbout): Promise<void> {
  const marker = await openFileMarker(head);
  await marker.write({ height, hash: fromHex(hash) ?? new Uint8Array(32) });
  await marker.close();
}

const FILES = new Set(["founding.json", "config.json", "network.json", "grown.json", "demo.json"]);
const FOLDERS = new Set(["keys", "restarts", "blobs", "backup"]);

/** Puts one file where it belongs; what a backup never holds is refused. */
async function put(layout: HomeLayout, store: Store, { name, bytes }: PackEntry): Promise<void> {
  const [folder = "", file] = name.split("/");
  if (name === "erased.json") return;
  if (folder === "store") return store.write(changesOf(bytes));
  if (folder === "beginning") return append(layout.beginning, bytes);
  const isKnown = file === undefined ? FILES.has(name) : FOLDERS.has(folder);
  if (!isKnown) throw backupFault(`it holds ${name}, which is no part of a home`, OTHER);
  const path = join(layout.home, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileSafely(path, bytes, folder === "founding.json" ? 0o644 : 0o600);
}

function changesOf(bytes: Uint8Array): StoreChange[] {
  const changes: StoreChange[] = [];
  let at = 0;
  while (at < bytes.length) {
    const key = at + 8;
    const value = key + readNumber(bytes, at, 4);
    const end = value + readNumber(bytes, at + 4, 4);
    if (end > bytes.length) throw backupFault("its rows are damaged", OTHER);
    changes.push({ key: bytes.subarray(key, value), value: bytes.subarray(value, end) });
    at = end;
  }
  return changes;
}

async function append(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "a", 0o600);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function assertEmpty(home: string): Promise<void> {
  const names = await readdir(home).catch((): string[] => []);
  if (names.length === 0) return;
  throw backupFault(
    `the folder ${home} is not empty`,
    "Name a folder that is not there yet with --home: a backup never writes over a home.",
  );
}
