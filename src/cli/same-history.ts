import { nativeHasher } from "../engine/native-hasher.ts";
import { heightKey, SPACE } from "../engine/store/keys.ts";
import { openLevelStore } from "../engine/store/level-store.ts";
import { askSite } from "../node/ask-site.ts";
import { takeLock } from "../node/home/lock.ts";
import { type BackupAbout, homeLayout, lockHolder, readHomeFounding } from "../node/index.ts";
import { decodeCommit, lightBlockFromJson } from "../protocol/chain/index.ts";
import { communityOf } from "../protocol/founding.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../protocol/rooms.ts";

/** The longest answer that is read. Units: bytes. */
const ANSWER_MAX = 1_000_000;

/** The hash that a block has in a home, running or not; nothing where it is not the same community's. */
export async function hashInHome(home: string, about: BackupAbout): Promise<string | undefined> {
  const layout = homeLayout(home);
  const founding = await readHomeFounding(folkmootLaw, layout).catch(() => undefined);
  if (founding === undefined) return undefined;
  const community = communityOf(nativeHasher, folkmootLaw, founding.document);
  if (toHex(community) !== about.community) return undefined;
  const holder = await lockHolder(layout.lock);
  if (holder !== undefined) {
    if (holder.url === undefined) return undefined;
    const json = await askSite(holder.url, `/light/${about.height}`, ANSWER_MAX);
    const block = lightBlockFromJson(nativeHasher, json);
    return block.ok ? toHex(block.value.signedHeader.commit.blockId.hash) : undefined;
  }
  const lock = await takeLock(layout.lock);
  try {
    const store = await openLevelStore(layout.store);
    try {
      const bytes = await store.get(heightKey(SPACE.commit, about.height));
      const commit = decodeCommit(bytes ?? new Uint8Array(0));
      return commit.ok ? toHex(commit.value.blockId.hash) : undefined;
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}
