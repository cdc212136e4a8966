import { SILENT } from "../embedded/options.ts";
import { assertNotBehind } from "../embedded/resume.ts";
import type { Head } from "../engine.ts";
import { EngineFault } from "../engine-fault.ts";
import { lastSigned } from "./last-signed.ts";
import type { CometOptions } from "./options.ts";

const REMEDY =
  "Fetch the community again from another node into a fresh home; never bring comet/data back from a backup.";

/**
 * Compares the store with the marker beside it; blocks that CometBFT can bring again may be missing.
 *
 * Why what was signed last decides: a disk that lost the end of the store's log has kept it, and
 * then CometBFT hands the same blocks in again, checked against their signatures. Where it is older
 * too, this home is an old copy, and a machine that goes on from there could sign a second history.
 * Throws: EngineFault `store-behind` or `store-damaged`.
 */
export async function assertReplayable(
  options: CometOptions,
  head: Head | undefined,
): Promise<void> {
  try {
    await assertNotBehind(options, head);
  } catch (error) {
    if (!(error instanceof EngineFault) || error.code !== "store-behind") throw error;
    const mark = await options.marker.read();
    const acknowledged = mark === undefined || mark === "damaged" ? 0 : mark.height;
    if ((await lastSigned(options.network.folder)) < acknowledged) {
      throw new EngineFault(error.code, error.message, REMEDY);
    }
    const figures = { height: head?.height ?? 0, acknowledged };
    (options.log ?? SILENT).warn(
      "the store has lost blocks; CometBFT hands them in again",
      figures,
    );
  }
}
