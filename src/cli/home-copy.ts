import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeHasher } from "../engine/native-hasher.ts";
import { packageVersion } from "../engine/package-root.ts";
import { openLevelStore } from "../engine/store/level-store.ts";
import { lockHolder, takeLock } from "../node/home/lock.ts";
import {
  homeLayout,
  type PackEntry,
  packHome,
  readHomeFounding,
  readLocalToken,
  readTar,
  unpackHome,
} from "../node/index.ts";
import { chainIdOf, communityOf } from "../protocol/founding.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import { CommandError, EXIT } from "./exit.ts";

/**
 * Packs a home as it is at one moment: by its node where one runs, else from its folder.
 *
 * Throws: CommandError where a node runs that does not answer; HomeFault.
 */
export async function packedEntries(home: string): Promise<AsyncGenerator<PackEntry>> {
  const layout = homeLayout(home);
  const holder = await lockHolder(layout.lock);
  if (holder === undefined) return packStopped(home);
  const token = await readLocalToken(layout.localToken);
  if (holder.url === undefined || token === undefined) throw notYet(home);
  let answer: Response;
  try {
    answer = await fetch(`${holder.url}/api/v1/backup`, {
      headers: { authorization: `Bearer ${token}` },
    });
  } catch (cause) {
    throw noAnswer(holder.url, cause);
  }
  if (answer.status !== 200) throw noAnswer(holder.url, answer.status);
  return readTar(bodyOf(answer));
}

/** Why the answer is held on to: once nobody has it any more, its body may be given up unread. */
async function* bodyOf(answer: Response): AsyncGenerator<Uint8Array> {
  if (answer.body !== null) yield* answer.body;
}

async function* packStopped(home: string): AsyncGenerator<PackEntry> {
  const layout = homeLayout(home);
  const { document, name } = await readHomeFounding(folkmootLaw, layout);
  const lock = await takeLock(layout.lock);
  try {
    const store = await openLevelStore(layout.store);
    try {
      const community = communityOf(nativeHasher, folkmootLaw, document);
      yield* packHome({
        layout,
        store,
        community,
        chainId: chainIdOf(community),
        name,
        version: packageVersion(),
        sites: [],
        now: Date.now(),
      });
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}

/**
 * Does something with a home: with itself where it stands still, with a copy of one moment where its
 * node runs on it.
 *
 * Why a copy: reading all of it takes a while, and the node goes on meanwhile. It lies in the system's
 * folder for such files (`TMPDIR`), takes as much room as the home, and goes away at the end.
 */
export async function withStillHome<R>(
  home: string,
  use: (home: string, isCopy: boolean) => Promise<R>,
): Promise<R> {
  if ((await lockHolder(homeLayout(home).lock)) === undefined) return use(home, false);
  return withTemporary(async (folder) => {
    const copy = join(folder, "home");
    await unpackHome(await packedEntries(home), copy, { isDrill: true });
    return use(copy, true);
  });
}

/** Lends a folder that only its owner can read, and takes it away again. */
export async function withTemporary<R>(use: (folder: string) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function notYet(home: string): CommandError {
  return new CommandError("The node on this home cannot be asked.", {
    why: `It does not answer yet, or you may not read local-token in ${home}.`,
    remedy: "Wait until it has started, or run this as the one who runs the node.",
    exit: EXIT.notRunning,
    code: "cli/not-running",
  });
}

function noAnswer(url: string, cause: unknown): CommandError {
  return new CommandError("The node does not hand its home out.", {
    why: typeof cause === "number" ? `${url} answered ${cause}.` : `${url} does not answer.`,
    remedy: "Look at its log; it has to run this version, on this home.",
    code: "node/local-only",
    cause,
  });
}
