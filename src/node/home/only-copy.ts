import { DOUBLE_SIGN_CHECK } from "../../engine/comet/comet-home.ts";
import { barOf, barUpTo, lastSigned } from "../../engine/comet/last-signed.ts";
import { newestStart } from "../../engine/runs.ts";
import type { RestartCertificate } from "../../protocol/chain/restart.ts";
import { HomeFault } from "./home-fault.ts";
import type { HomeLayout } from "./layout.ts";
import type { NetworkFile } from "./network-file.ts";
import {
  type FoundSignature,
  findOwnSignature,
  type SignatureSearch,
  type SignedBlock,
} from "./own-signature.ts";
import { cometFolder } from "./restarts.ts";
import { readValidatorKey } from "./validator-key.ts";

/** What is known of anyone who may sign with a machine's key besides this home. */
export interface CopySearch extends SignatureSearch {
  /** The longest time from one block to the next. Units: milliseconds. */
  readonly heartbeat: number;
}

/**
 * Refuses to let a home sign that does not know what its key has signed, where that key has signed
 * one of the newest blocks; returns what was found otherwise.
 *
 * Throws: HomeFault `other-copy`.
 */
export async function assertOnlyCopy(search: CopySearch): Promise<FoundSignature> {
  const found = await findOwnSignature(search);
  if (found.signed !== undefined) throw otherCopy(found.signed, search.heartbeat);
  return found;
}

/**
 * Refuses to start a home that has signed nothing yet where its key signs elsewhere. One that was made
 * from saved keys starts only where another node can be asked, and signs only above its newest block.
 *
 * Why others may start unasked: when a whole network starts, nobody answers yet.
 * Throws: HomeFault `other-copy`.
 */
export async function assertMaySign(
  layout: HomeLayout,
  { start: first, sites, timing }: NetworkFile,
  restarts: readonly RestartCertificate[],
  chainId: string,
): Promise<void> {
  const start = newestStart(first, restarts);
  const folder = cometFolder(layout, start);
  if ((await lastSigned(folder)) > 0) return;
  const { publicKey: key } = await readValidatorKey(layout);
  const { heartbeat } = timing;
  const { newest } = await assertOnlyCopy({ sites, chainId, key, from: start.height, heartbeat });
  if ((await barOf(folder)) === undefined) return;
  if (newest === undefined) throw nobodyToAsk();
  await barUpTo(folder, newest);
}

function nobodyToAsk(): HomeFault {
  return new HomeFault(
    "other-copy",
    "this home was made from saved keys and has signed nothing yet, and no other node answers that could tell whether its key signs elsewhere",
    "Start it while a node in `sites` of network.json answers, or add the address of one that does.",
  );
}

function otherCopy({ site, height, newest, time }: SignedBlock, heartbeat: number): HomeFault {
  const at = `${new Date(time).toISOString().slice(0, 19)}Z`;
  const missing = height + DOUBLE_SIGN_CHECK - newest;
  const seconds = Math.ceil((missing * heartbeat) / 1_000);
  return new HomeFault(
    "other-copy",
    `its key has signed block ${height} (${at}), and ${site} is at block ${newest}; if another copy went on too, both would sign`,
    `Stop the other copy for good; never run one key on two machines. If it is stopped, wait until ${missing} more ${missing === 1 ? "block has" : "blocks have"} been made without it (at most ${seconds} s while the network runs), then try again.`,
  );
}
