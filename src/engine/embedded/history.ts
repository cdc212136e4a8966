import {
  decodeBlock,
  decodeCommit,
  type LightBlock,
  type ValidatorSet,
} from "../../protocol/chain/index.ts";
import type { Law } from "../../protocol/law.ts";
import type { KeptBlock, PlacedReceipt } from "../engine.ts";
import { EngineFault } from "../engine-fault.ts";
import { decodeOutcome, decodePlace, placedReceipt } from "../records.ts";
import { actionKey, heightKey, SPACE } from "../store/keys.ts";
import type { Store } from "../store/store.ts";

/** Reads the block of a height with all that is kept beside it. */
export async function readKept(store: Store, height: number): Promise<KeptBlock | undefined> {
  if (!Number.isSafeInteger(height) || height < 1) return undefined;
  const [block, commit, outcome] = await Promise.all([
    store.get(heightKey(SPACE.block, height)),
    store.get(heightKey(SPACE.commit, height)),
    store.get(heightKey(SPACE.outcome, height)),
  ]);
  if (block === undefined || commit === undefined || outcome === undefined) return undefined;
  return { height, block, commit, outcome };
}

/** Finds what became of an action. */
export async function findReceipt(
  law: Law,
  store: Store,
  id: Uint8Array,
): Promise<PlacedReceipt | undefined> {
  const place = await store.get(actionKey(id));
  if (place === undefined) return undefined;
  const { height, index } = decodePlace(place);
  const bytes = await store.get(heightKey(SPACE.outcome, height));
  const kept = bytes === undefined ? undefined : decodeOutcome(bytes)?.receipts[index];
  if (kept === undefined) throw unreadable(height);
  return placedReceipt(law, { id, height, index }, kept);
}

/** Puts header, commit and validators of a height together. */
export async function readLightBlock(
  store: Store,
  validators: ValidatorSet,
  height: number,
): Promise<LightBlock | undefined> {
  const kept = await readKept(store, height);
  if (kept === undefined) return undefined;
  const block = decodeBlock(kept.block);
  const commit = decodeCommit(kept.commit);
  if (!block.ok || !commit.ok) throw unreadable(height);
  const signedHeader = { header: block.value.header, commit: commit.value };
  return { signedHeader, validators, nextValidators: validators };
}

function unreadable(height: number): EngineFault {
  return new EngineFault(
    "store-damaged",
    `block ${height} cannot be read`,
    "Stop the node and run verify; it names what is damaged.",
  );
}
