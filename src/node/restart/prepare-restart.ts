import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readNextSet, readSet } from "../../engine/comet/validator-sets.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { newestStart, restartAt } from "../../engine/runs.ts";
import { heightKey, SPACE } from "../../engine/store/keys.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import type { Store } from "../../engine/store/store.ts";
import { verifyHistory } from "../../engine/verify-history.ts";
import {
  decodeBlock,
  decodeCommit,
  equalValidatorSet,
  headerHash,
  type LightBlock,
  type ValidatorSet,
} from "../../protocol/chain/index.ts";
import type { Restart } from "../../protocol/chain/restart.ts";
import { restartProblem } from "../../protocol/check-restart.ts";
import { ELECTORATE, readElectorate } from "../../protocol/electorate.ts";
import { communityOf, type FoundingDocument } from "../../protocol/founding.ts";
import { compareBytes } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import { HomeFault } from "../home/home-fault.ts";
import { homeLayout } from "../home/layout.ts";
import { takeLock } from "../home/lock.ts";
import { readNetworkFile } from "../home/network-file.ts";
import { readHomeFounding } from "../home/open-home.ts";
import { cometFolder, readRestarts } from "../home/restarts.ts";
import { acknowledgedHeight } from "../verify/verify-home.ts";
import type { RestartProposal } from "./proposal.ts";

/** What a restart is prepared from. */
export interface Preparation {
  readonly law: Law;
  /** A home that holds the last block that was agreed on; nothing runs on it. */
  readonly home: string;
  /** The keys of the machines that are to sign from then on, in any order. */
  readonly seats: readonly Uint8Array[];
  /** The time of the new run's first block. Units: milliseconds since 1970. */
  readonly time: number;
}

/** A restart that was prepared, and what has to be looked at before anybody signs. */
export interface Prepared extends RestartProposal {
  /**
   * This machine has voted for a further block to be final: another one may have it, and what was
   * acknowledged there would be given up.
   */
  readonly mayLackBlock: boolean;
}

/**
 * Prepares a restart for members to sign, from a home that holds the last block.
 *
 * Why the whole history is carried out again: the members can be proved only in the state before
 * the last block, which no node keeps after a stop; and anyone who signs relies on this home.
 * Why of a home of one machine too: where its only disk is lost, an old backup carries nothing of those
 * who have seen more, until more than half of the members say that it is to go on from there.
 * Throws: HomeFault, naming what prevents it.
 */
export async function prepareRestart(given: Preparation): Promise<Prepared> {
  const layout = homeLayout(given.home);
  const { document } = await readHomeFounding(given.law, layout);
  const network = await readNetworkFile(layout.network);
  const restarts = await readRestarts(layout);
  const lock = await takeLock(layout.lock);
  try {
    const store = await openLevelStore(layout.store);
    try {
      let proofs: Proofs | undefined;
      const acknowledged = await acknowledgedHeight(layout);
      if (acknowledged === undefined) throw refused("the head marker is damaged", RESTORE);
      const verdict = await verifyHistory({
        law: given.law,
        founding: document,
        store,
        hasher: nativeHasher,
        ...(network === undefined ? {} : { network: network.start }),
        restarts,
        acknowledged,
        before(height, of, ledger) {
          if (height === of) proofs = proveElectorate(ledger);
        },
      });
      if (!verdict.ok) throw refused(`its history does not verify: ${verdict.reason}`, RESTORE);
      if (proofs === undefined || restartAt(restarts, verdict.height + 1) !== undefined) {
        throw refused("the chain has been restarted from this very block already", START_AGAIN);
      }
      const last = await lastBlock(
        store,
        verdict.height,
        network === undefined ? document : undefined,
      );
      const { header } = last.signedHeader;
      const restart: Restart = {
        community: communityOf(nativeHasher, given.law, document),
        run: restarts.length + 1,
        height: verdict.height,
        headerHash: headerHash(nativeHasher, header),
        root: verdict.appHash,
        time: given.time,
        validators: [...given.seats].sort(compareBytes),
        edition: verdict.edition,
      };
      const problem = restartProblem(nativeHasher, header, restart);
      if (problem !== undefined) throw refused(problem, "Mend what was given.");
      const electorate = readElectorate(nativeHasher, header, proofs);
      if (!electorate.ok) throw refused(electorate.reason, RESTORE);
      const certificate = { restart, ...proofs, signatures: [] };
      const mayLackBlock =
        network !== undefined &&
        (await hasVotedBeyond(
          cometFolder(layout, newestStart(network.start, restarts)),
          verdict.height,
        ));
      return { certificate, last, electorate: electorate.value, mayLackBlock };
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}

/** CometBFT's number for the last vote of a round, the one that makes a block final. */
const PRECOMMIT = 3;

/** Tells whether a machine has cast such a vote above a height, as CometBFT keeps it. */
async function hasVotedBeyond(folder: string, height: number): Promise<boolean> {
  const path = join(folder, "data", "priv_validator_state.json");
  const text = await readFile(path, "utf8").catch(() => "{}");
  const last = JSON.parse(text) as { readonly height?: string; readonly step?: number };
  return Number(last.height ?? 0) > height && last.step === PRECOMMIT;
}

interface Proofs {
  readonly members: Uint8Array;
  readonly devices: Uint8Array;
}

function proveElectorate(ledger: Ledger): Proofs {
  const prove = (of: keyof typeof ELECTORATE): Uint8Array => {
    const { from, until } = ELECTORATE[of];
    const answer = ledger.prove(ledger.height(), from, until);
    if (answer.ok) return answer.proof;
    throw refused(`the ${of} cannot be proved at once: ${answer.reason}`, "Report this.");
  };
  return { members: prove("members"), devices: prove("devices") };
}

/**
 * Reads the last block as a light client would get it.
 *
 * Shape: `alone` is the founding document of a home whose one machine has made all blocks.
 */
async function lastBlock(
  store: Store,
  height: number,
  alone: FoundingDocument | undefined,
): Promise<LightBlock> {
  const block = decodeBlock((await store.get(heightKey(SPACE.block, height))) ?? NOTHING);
  const commit = decodeCommit((await store.get(heightKey(SPACE.commit, height))) ?? NOTHING);
  const own = alone === undefined ? undefined : foundingSet(alone);
  const validators = own ?? (await readSet(store, nativeHasher, height));
  const nextValidators = own ?? (await readNextSet(store, nativeHasher, height));
  if (!block.ok || !commit.ok || validators === undefined || nextValidators === undefined) {
    throw refused(`block ${height} cannot be read`, RESTORE);
  }
  const signedHeader = { header: block.value.header, commit: commit.value };
  return { signedHeader, validators, nextValidators };
}

function foundingSet({ validators }: FoundingDocument): ValidatorSet {
  const set = equalValidatorSet(
    nativeHasher,
    validators.map(({ key }) => key),
  );
  if (set.ok) return set.value;
  throw refused(`the founding document: ${set.reason}`, RESTORE);
}

const NOTHING = new Uint8Array(0);
const RESTORE = "Prepare it on another machine, whose history is whole.";
const START_AGAIN = "Start this home with `folkmoot start`.";

function refused(what: string, remedy: string): HomeFault {
  return new HomeFault("restart", what, remedy);
}
