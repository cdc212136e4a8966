import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkpointFile } from "../../engine/embedded/checkpoint-file.ts";
import { openFileMarker } from "../../engine/embedded/head-marker.ts";
import { messageOf } from "../../engine/engine-fault.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import type { Store } from "../../engine/store/store.ts";
import { isDiskFull } from "../../engine/system-words.ts";
import { type HistoryVerdict, verifyHistory } from "../../engine/verify-history.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { hashOf } from "../founding/content.ts";
import { type HomeLayout, homeLayout } from "../home/layout.ts";
import { takeLock } from "../home/lock.ts";
import { readNetworkFile } from "../home/network-file.ts";
import { readHomeFounding } from "../home/open-home.ts";
import { readRestarts } from "../home/restarts.ts";

/** What `verify` says of a home, as JSON. */
export type HomeVerdict =
  | {
      readonly ok: true;
      /** The first block that was carried out again; above 1 where the state was taken over. */
      readonly first: number;
      readonly height: number;
      readonly appHash: string;
    }
  | {
      readonly ok: false;
      /** The first block that is wrong; `null` when what is wrong is not a block. */
      readonly block: number | null;
      /** Begins with `block n:` where there is one. */
      readonly reason: string;
      /** Whether nothing is wrong: the machine was stopped before it had copied its newest block. */
      readonly isStillToCopy?: true;
    };

/** How a home is verified. */
export interface VerifyOptions {
  readonly law?: Law;
  readonly progress?: (height: number, of: number) => void;
}

/**
 * Carries out the whole history of a home again and compares everything with what it holds.
 *
 * Throws: HomeFault when there is no home, or a node is running on it.
 */
export async function verifyHome(home: string, options: VerifyOptions = {}): Promise<HomeVerdict> {
  const layout = homeLayout(home);
  const law = options.law ?? folkmootLaw;
  const founding = await readHomeFounding(law, layout);
  const lock = await takeLock(layout.lock);
  try {
    const acknowledged = await acknowledgedHeight(layout);
    if (acknowledged === undefined) return failed("the head marker beside the store is damaged");
    let store: Store;
    try {
      store = await openLevelStore(layout.store);
    } catch (error) {
      // A full disk says nothing about the history.
      if (isDiskFull(error)) throw error;
      return failed(messageOf(error));
    }
    const network = await readNetworkFile(layout.network);
    const deps = {
      law,
      founding: founding.document,
      store,
      hasher: nativeHasher,
      acknowledged,
      restarts: await readRestarts(layout),
      beginning: checkpointFile(layout.beginning),
      ...(network === undefined ? {} : { network: network.start }),
    };
    const { progress } = options;
    const verdict = await verifyHistory(
      progress === undefined ? deps : { ...deps, progress },
    ).finally(() => store.close());
    const own = homeVerdict(verdict);
    return own.ok ? ((await damagedBlob(layout)) ?? own) : own;
  } finally {
    await lock.release();
  }
}

function homeVerdict(verdict: HistoryVerdict): HomeVerdict {
  if (verdict.ok) {
    const { first, height, appHash } = verdict;
    return { ok: true, first, height, appHash: toHex(appHash) };
  }
  const { block, reason, isStillToCopy } = verdict;
  if (block === undefined) return failed(reason);
  const told = { ok: false, block, reason: `block ${block}: ${reason}` } as const;
  return isStillToCopy === true ? { ...told, isStillToCopy } : told;
}

/** The height that this home is known to have reached; nothing where the record of it is damaged. */
export async function acknowledgedHeight({ head }: HomeLayout): Promise<number | undefined> {
  const marker = await openFileMarker(head);
  const mark = await marker.read();
  await marker.close();
  return mark === "damaged" ? undefined : (mark?.height ?? 0);
}

/** Names a text whose bytes are not those of its name. */
async function damagedBlob({ blobs }: HomeLayout): Promise<HomeVerdict | undefined> {
  const names = await readdir(blobs).catch((): string[] => []);
  for (const name of names) {
    if (name.endsWith(".new")) continue;
    const bytes = new Uint8Array(await readFile(join(blobs, name)));
    if (toHex(hashOf(bytes)) !== name) return failed(`the text ${name} is damaged`);
  }
  return undefined;
}

function failed(reason: string): HomeVerdict {
  return { ok: false, block: null, reason };
}
