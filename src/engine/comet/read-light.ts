import { decodeBlock, decodeCommit, type LightBlock } from "../../protocol/chain/index.ts";
import { readBeginning } from "../beginning.ts";
import { readKept } from "../embedded/history.ts";
import { EngineFault } from "../engine-fault.ts";
import type { CometOptions } from "./options.ts";
import { readNextSet, readSet } from "./validator-sets.ts";

/**
 * Puts header, commit and validators of a height together; nothing where the block is not kept.
 *
 * Throws: EngineFault `store-damaged` where what is kept cannot be read.
 */
export async function readLight(
  { store, hasher }: Pick<CometOptions, "store" | "hasher">,
  height: number,
): Promise<LightBlock | undefined> {
  const kept = await readKept(store, height);
  if (kept === undefined) {
    const beginning = await readBeginning(store, hasher);
    return beginning?.height === height ? beginning.light : undefined;
  }
  const block = decodeBlock(kept.block);
  const commit = decodeCommit(kept.commit);
  const validators = await readSet(store, hasher, height);
  const nextValidators = await readNextSet(store, hasher, height);
  if (!block.ok || !commit.ok || validators === undefined || nextValidators === undefined) {
    throw new EngineFault(
      "store-damaged",
      `block ${height} cannot be read`,
      "Stop the node and run verify; it names what is damaged.",
    );
  }
  const signedHeader = { header: block.value.header, commit: commit.value };
  return { signedHeader, validators, nextValidators };
}
