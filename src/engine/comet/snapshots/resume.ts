import { readBeginning } from "../../beginning.ts";
import { readHead } from "../../embedded/resume.ts";
import type { CometOptions } from "../options.ts";
import { forgetBeginning } from "./forget.ts";

/**
 * The height above which a store's history begins, 0 where it has all of it.
 *
 * Why a state without a block of its own is forgotten: CometBFT may not have taken it over, and
 * nothing tells; so the state is taken over again.
 */
export async function resumedBeginning({ store, hasher, network }: CometOptions): Promise<number> {
  const beginning = await readBeginning(store, hasher);
  if (beginning === undefined) return 0;
  const head = await readHead(store);
  if (network.quick === undefined || head?.height !== beginning.height) return beginning.height;
  await forgetBeginning(store);
  return 0;
}
