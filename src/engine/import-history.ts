import { type Block, checkBlock, decodeBlock, decodeCommit } from "../protocol/chain/index.ts";
import type { RestartCertificate } from "../protocol/chain/restart.ts";
import type { FoundingDocument } from "../protocol/founding.ts";
import { type BlockEvidence, NO_EVIDENCE } from "../protocol/kernel/block-evidence.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { createTree } from "../protocol/kernel/tree/tree.ts";
import type { Law } from "../protocol/law.ts";
import { momentOf } from "./chain-params.ts";
import { evidenceIn } from "./comet/block-evidence.ts";
import { changedSeats, signingBefore } from "./comet/block-writer.ts";
import type { NetworkStart } from "./comet/options.ts";
import { encodeKeys, readKeys, readSet, restartSets, setKey } from "./comet/validator-sets.ts";
import { EngineFault } from "./engine-fault.ts";
import { founded, writeFounded } from "./founded.ts";
import { nativeVerify } from "./native-signature.ts";
import { blockChanges } from "./records.ts";
import { restartAt, startAfter } from "./runs.ts";
import type { Store, StoreChange } from "./store/store.ts";
import { checkedAhead } from "./verify-ahead.ts";
import { createVrfMemory } from "./vrf-memory.ts";

/** A block and its commit, from somewhere that is not trusted. */
export interface GivenBlock {
  readonly block: Uint8Array;
  readonly commit: Uint8Array;
}

/** What history is imported from, and where to. */
export interface ImportDeps {
  readonly law: Law;
  readonly founding: FoundingDocument;
  readonly hasher: Hasher;
  /** Empty. */
  readonly store: Store;
  readonly until: number;
  /** Where the chain goes over to CometBFT, if that lies within what is imported. */
  readonly network?: NetworkStart;
  /** The restarts of the chain, if their first blocks lie within what is imported. */
  readonly restarts?: readonly RestartCertificate[];
  readonly fetch: (height: number) => Promise<GivenBlock>;
}

/**
 * Carries out another node's blocks from the founding on and keeps them as if they had been made here.
 *
 * Why nothing is believed: anyone who imports has `verifyHistory` go through the store afterwards, which
 * checks every header, signature and root; here only what would not decode is refused.
 * Throws: EngineFault, naming the block.
 */
export async function importHistory(deps: ImportDeps): Promise<void> {
  const { founding, hasher, store, until } = deps;
  const world = { hasher, verify: nativeVerify, vrf: createVrfMemory() };
  const begun = founded(deps, world, createTree(hasher));
  const { ledger } = begun;
  await writeFounded(store, begun);
  const own = encodeKeys(founding.validators.map(({ key }) => key));
  if (until > 0) await store.write([{ key: setKey(1), value: own }]);
  let start: NetworkStart | undefined;
  for (let height = 1; height <= until; height += 1) {
    const given = await deps.fetch(height);
    const block = decodeBlock(given.block);
    const commit = decodeCommit(given.commit);
    if (!block.ok || !commit.ok) throw unreadable(height);
    const { blockId } = commit.value;
    if (!checkBlock(hasher, block.value, given.block, blockId).ok) throw unreadable(height);
    const time = momentOf(block.value.header.time);
    start = startAt(deps, height) ?? start;
    const seatsBefore = start === undefined ? [] : signingBefore(ledger, start, height);
    const evidence = await evidenceWith(deps, start, block.value);
    const actions = await checkedAhead(ledger, block.value.txs);
    const input = { height, time, actions, evidence };
    const { seal, ...executed } = ledger.propose(input);
    const sealed = seal();
    const head = { height, time, hash: blockId.hash, root: sealed.root };
    const changes = blockChanges({ ...executed, ...given, head, changes: sealed.changes });
    if (start?.height === height) changes.push(...(await firstSets(store, start)));
    const keys = sealed.validatorKeys();
    if (start !== undefined && changedSeats(seatsBefore, keys).length > 0) {
      changes.push({ key: setKey(height + 2), value: encodeKeys(keys) });
    }
    await store.write(changes);
    sealed.commit();
  }
}

/** What a block tells of the machines that sign, where several do. */
async function evidenceWith(
  { store, hasher }: ImportDeps,
  start: NetworkStart | undefined,
  block: Block,
): Promise<BlockEvidence> {
  if (start === undefined) return NO_EVIDENCE;
  const before = await readSet(store, hasher, Number(block.header.height) - 1);
  return evidenceIn(block, before ?? { validators: [], totalPower: 0n }, start);
}

/** Tells which run of the chain begins with a block. */
function startAt({ network, restarts = [] }: ImportDeps, height: number): NetworkStart | undefined {
  const certificate = restartAt(restarts, height);
  if (certificate !== undefined) return startAfter(certificate);
  return network?.height === height ? network : undefined;
}

/** Lists who signs from the beginning of a run on. */
async function firstSets(store: Store, start: NetworkStart): Promise<StoreChange[]> {
  if (start.run === undefined) {
    return [{ key: setKey(start.height), value: encodeKeys(start.validators) }];
  }
  return restartSets(start, (await readKeys(store, start.height)) ?? []);
}

function unreadable(height: number): EngineFault {
  return new EngineFault(
    "store-damaged",
    `block ${height}, as the other node gives it, is not whole`,
    "Join through another node.",
  );
}
