import { rm } from "node:fs/promises";
import { join } from "node:path";
import { HOME_TIMING } from "../../engine/comet/config.ts";
import { encodeKeys, setKey } from "../../engine/comet/validator-sets.ts";
import { readHead } from "../../engine/embedded/resume.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { newestStart, restartObjection, startAfter } from "../../engine/runs.ts";
import { heightKey, SPACE } from "../../engine/store/keys.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import type { Store } from "../../engine/store/store.ts";
import { decodeBlock, type Header } from "../../protocol/chain/index.ts";
import { encodeRestart, type RestartCertificate } from "../../protocol/chain/restart.ts";
import { communityOf, type FoundingDocument } from "../../protocol/founding.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import { connectLocally } from "../home/create-network.ts";
import { HomeFault } from "../home/home-fault.ts";
import { type HomeLayout, homeLayout } from "../home/layout.ts";
import { takeLock } from "../home/lock.ts";
import { readNetworkFile } from "../home/network-file.ts";
import { readHomeFounding } from "../home/open-home.ts";
import { cometFolder, readRestarts, writeRestart } from "../home/restarts.ts";
import { readValidatorKey } from "../home/validator-key.ts";
import { acknowledgedHeight } from "../verify/verify-home.ts";

/** What came of a restart in one home. */
export interface Applied {
  /** The height of the new run's first block. */
  readonly height: number;
  /** This machine is among those that sign from then on. */
  readonly isSeated: boolean;
  /** It had been carried out here before. */
  readonly isKnown: boolean;
}

/**
 * Moves a home to the run of the chain that its members have signed.
 *
 * Why the old run can never be signed again from here: its folder stays as it is, with what was
 * signed last, but without the key; the new run has a folder of its own.
 * Throws: HomeFault; then the home is as it was.
 */
export async function applyRestart(
  law: Law,
  home: string,
  certificate: RestartCertificate,
): Promise<Applied> {
  const layout = homeLayout(home);
  const { document } = await readHomeFounding(law, layout);
  const network = await readNetworkFile(layout.network);
  const { restart } = certificate;
  if (!equalBytes(restart.community, communityOf(nativeHasher, law, document))) {
    throw refused("the restart is of another community than this home");
  }
  const key = (await readValidatorKey(layout)).publicKey;
  const isSeated = restart.validators.some((seat) => equalBytes(seat, key));
  const applied = { height: restart.height + 1, isSeated, isKnown: false };
  const lock = await takeLock(layout.lock);
  try {
    const restarts = await readRestarts(layout);
    const known = restarts[restart.run - 1];
    if (known !== undefined) {
      if (isSame(known, certificate)) {
        // Where it was cut short, the home of one machine is not part of a network yet.
        if (network === undefined) await becomeNetwork(layout, certificate);
        return { ...applied, isKnown: true };
      }
      throw refused("this home has taken over another restart in its place");
    }
    const store = await openLevelStore(layout.store);
    try {
      await assertFits(store, certificate, (await acknowledgedHeight(layout)) ?? 0);
      if (network === undefined) await keepFoundingSet(store, document);
    } finally {
      await store.close();
    }
    await writeRestart(layout, certificate);
    if (network === undefined) {
      await becomeNetwork(layout, certificate);
      await rm(layout.checkpoint, { recursive: true, force: true });
    } else {
      await closeOldRun(layout, cometFolder(layout, newestStart(network.start, restarts)));
    }
    return applied;
  } finally {
    await lock.release();
  }
}

/**
 * Makes the home of one machine a network, which begins with the restart.
 *
 * Why under CometBFT although it may be alone: a run of the chain that the members have begun is
 * signed by whom they have named, and may grow.
 */
async function becomeNetwork(layout: HomeLayout, certificate: RestartCertificate): Promise<void> {
  const { run: _, ...start } = startAfter(certificate);
  await connectLocally([layout], start, HOME_TIMING);
}

/** Keeps who signed from the first block on: one machine, as the founding document says. */
async function keepFoundingSet(store: Store, document: FoundingDocument): Promise<void> {
  const keys = document.validators.map(({ key }) => key);
  await store.write([{ key: setKey(1), value: encodeKeys(keys) }]);
}

/** Two certificates of the same restart differ at most in who signed. */
function isSame(left: RestartCertificate, right: RestartCertificate): boolean {
  const bare = (certificate: RestartCertificate) =>
    encodeRestart({ ...certificate, signatures: [] });
  return equalBytes(bare(left), bare(right));
}

async function assertFits(
  store: Store,
  certificate: RestartCertificate,
  acknowledged: number,
): Promise<void> {
  const { height, headerHash } = certificate.restart;
  const head = await readHead(store);
  if (head === undefined || head.height < height) {
    const where = head === undefined ? "holds no block" : `ends at block ${head.height}`;
    throw refused(`this home ${where}, the restart goes on from block ${height}`, JOIN);
  }
  const reached = Math.max(head.height, acknowledged);
  if (reached > height) {
    const what = `this home has reached block ${reached}, which a restart from block ${height} leaves out`;
    throw refused(what, LATER);
  }
  if (!equalBytes(head.hash, headerHash)) {
    throw refused(`the restart goes on from another block ${height} than this home's`, LATER);
  }
  const header = await headerOf(store, height);
  const objection = restartObjection(nativeHasher, certificate, header, head.root);
  if (objection !== undefined) throw refused(objection);
}

async function headerOf(store: Store, height: number): Promise<Header> {
  const bytes = await store.get(heightKey(SPACE.block, height));
  const block = decodeBlock(bytes ?? new Uint8Array(0));
  if (block.ok) return block.value.header;
  throw refused(`block ${height} is not kept here`, "Start this home once more, then stop it.");
}

/** Takes the key out of the old run's folder; what it signed last stays there. */
async function closeOldRun({ checkpoint }: HomeLayout, folder: string): Promise<void> {
  await rm(join(folder, "config", "priv_validator_key.json"), { force: true });
  // A copy of the tree that is older than the restart would have to be brought across it.
  await rm(checkpoint, { recursive: true, force: true });
}

const SIGNED = "Ask for the file that more than half of the members have signed.";
const JOIN = "Join again, through a machine that has been restarted: `folkmoot network join`.";
const LATER =
  "Compare the homes of all machines: a restart has to go on from the last block that any of them holds.";

function refused(what: string, remedy = SIGNED): HomeFault {
  return new HomeFault("restart", what, remedy);
}
