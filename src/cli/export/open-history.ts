import { readBeginning } from "../../engine/beginning.ts";
import { systemClock } from "../../engine/clock.ts";
import { signersOf } from "../../engine/comet/validator-sets.ts";
import { checkpointFile, NO_CHECKPOINT } from "../../engine/embedded/checkpoint-file.ts";
import { openFileMarker } from "../../engine/embedded/head-marker.ts";
import { readHead, resumeChain } from "../../engine/embedded/resume.ts";
import type { Head } from "../../engine/engine.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import type { Store } from "../../engine/store/store.ts";
import { verifyVrf } from "../../engine/vrf.ts";
import { createClosers } from "../../node/closers.ts";
import type { FoundingFile } from "../../node/founding/founding-file.ts";
import { type HomeLayout, homeLayout } from "../../node/home/layout.ts";
import { takeLock } from "../../node/home/lock.ts";
import { readNetworkFile } from "../../node/home/network-file.ts";
import { readHomeFounding } from "../../node/home/open-home.ts";
import { readValidatorKey } from "../../node/home/validator-key.ts";
import { createTree } from "../../protocol/kernel/tree/tree.ts";
import type { Law } from "../../protocol/law.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { CommandError } from "../exit.ts";

/** A home that is open for reading: nothing in it changes. */
export interface History {
  /** The edition in force. */
  readonly law: Law;
  readonly layout: HomeLayout;
  readonly file: FoundingFile;
  readonly ledger: Ledger;
  readonly store: Store;
  readonly head: Head;
  /** The first block that this home has: 1, unless the state was taken over later. */
  readonly firstBlock: number;
  close(): Promise<void>;
}

/**
 * Opens a home whose node does not run.
 *
 * Throws: HomeFault `locked` while the node runs; EngineFault when the store is damaged.
 */
export async function openHistory(home: string, law: Law = folkmootLaw): Promise<History> {
  const layout = homeLayout(home);
  const file = await readHomeFounding(law, layout);
  const lock = await takeLock(layout.lock);
  const closers = createClosers();
  closers.add(() => lock.release());
  try {
    const store = await openLevelStore(layout.store);
    closers.add(() => store.close());
    const marker = await openFileMarker(layout.head);
    closers.add(() => marker.close());
    const head = await readHead(store);
    if (head === undefined) {
      throw new CommandError("There is no history in this home yet.", {
        why: "The community was founded, but its node has never run.",
        remedy: "Start it once with `folkmoot start`.",
        code: "cli/no-history",
      });
    }
    const isNetwork = (await readNetworkFile(layout.network)) !== undefined;
    const beginning = await readBeginning(store, nativeHasher);
    if (beginning?.height === head.height) {
      throw new CommandError("There is no block in this home yet.", {
        why: `It took the state after block ${head.height} over from others and has not gone on since.`,
        remedy: "Start it with `folkmoot start` until it has a block, then try again.",
        code: "cli/no-history",
      });
    }
    const options = {
      law,
      founding: file.document,
      store,
      signer: await readValidatorKey(layout),
      clock: systemClock,
      hasher: nativeHasher,
      marker,
      // What a network's blocks told about its machines is not told again here: rows say it all.
      checkpoint: isNetwork ? NO_CHECKPOINT : checkpointFile(layout.checkpoint),
    };
    const world = { hasher: nativeHasher, verify: nativeVerify, vrf: verifyVrf };
    const found = { head, validators: await signersOf(options, head.height) };
    const chain = await resumeChain(options, world, createTree(nativeHasher), found);
    const firstBlock = (beginning?.height ?? 0) + 1;
    const { ledger } = chain;
    const { close } = closers;
    return { law: ledger.law, layout, file, ledger, store, head, firstBlock, close };
  } catch (error) {
    await closers.close();
    throw error;
  }
}
