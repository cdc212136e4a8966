import { decodeBlock, decodeCommit, type LightBlock } from "../../protocol/chain/index.ts";
import { chainIdOf, communityOf } from "../../protocol/founding.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { readBeginning } from "../beginning.ts";
import { findReceipt, readKept } from "../embedded/history.ts";
import { DEFAULT_LIMITS, SILENT } from "../embedded/options.ts";
import { stoppedFault, stoppingFault } from "../embedded/stop-faults.ts";
import type { CommittedBlock, Engine, Head, NetworkState } from "../engine.ts";
import { EngineFault, messageOf } from "../engine-fault.ts";
import { heightKey, SPACE } from "../store/keys.ts";
import type { Application } from "./abci/application.ts";
import { createGrammar } from "./abci/grammar.ts";
import { createApplication } from "./application.ts";
import { createBlockCopier } from "./block-copier.ts";
import { createBlockWriter } from "./block-writer.ts";
import { countRefusals } from "./count-refusals.ts";
import { createCounts } from "./counts.ts";
import { createMempool } from "./mempool.ts";
import { openCometChain } from "./open-chain.ts";
import type { CometOptions } from "./options.ts";
import { personIn } from "./person-in.ts";
import { openReceived } from "./received.ts";
import { createCometRpc } from "./rpc.ts";
import { type Session, startSession } from "./session.ts";
import { createSignatureMemory } from "./signature-memory.ts";
import { TAKES_NOTHING } from "./snapshots/calls.ts";
import { openSnapshots } from "./snapshots/keeper.ts";
import { startQuickly } from "./snapshots/quick.ts";
import { resumedBeginning } from "./snapshots/resume.ts";
import { createSubmissions } from "./submissions.ts";
import {
  encodeKeys,
  knowsRestart,
  readKeys,
  readNextSet,
  readSet,
  restartSets,
  setKey,
} from "./validator-sets.ts";

/** How long a question for a block waits until it is copied. Units: milliseconds. */
const COPY_PATIENCE = 5_000;
/** How long a sender waits for the block of an action. Units: milliseconds. */
const ANSWER_PATIENCE = 20_000;
/** A network is never taken for one that stands still before this. Units: milliseconds. */
const STILL_AFTER = 10_000;
/** How long a sender waits while the network stands still. Units: milliseconds. */
const STILL_PATIENCE = 2_000;
/** How long a stop waits for what has been taken. Units: milliseconds. */
const STOP_PATIENCE = 3_000;

/**
 * Starts the engine of a community that lives on several machines.
 *
 * Why: the same law under CometBFT; a block is final once more than two thirds of the validators
 * have signed it, and acknowledged here once this machine has written what came of it.
 * Throws: EngineFault, naming what is wrong with the store, the founding, CometBFT or its network.
 */
export async function startCometEngine(options: CometOptions): Promise<Engine> {
  const { law, founding, hasher, store, clock, network, log = SILENT } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const chainId = chainIdOf(communityOf(hasher, law.rooms, founding));
  const signatures = createSignatureMemory();
  const world = { hasher, verify: signatures.verify };
  let beginsAbove = await resumedBeginning(options);
  const chain = await openCometChain(options, world);
  await keepFirstSets(options);

  const listeners = new Set<(block: CommittedBlock) => void>();
  // By this machine's own clock: the first block of a network may be as old as its founding.
  let heardAt = clock.now();
  const tell = (block: CommittedBlock): void => {
    heardAt = clock.now();
    submissions.settle(block);
    copier.follow(block.height);
    run?.onBlock();
    snapshots.follow(block.height, writer.tree());
    for (const listener of listeners) {
      try {
        listener(block);
      } catch (error) {
        log.error("a listener failed", { error: messageOf(error) });
      }
    }
  };
  const writer = createBlockWriter(options, chain, tell);
  const height = (): number => writer.head().height;
  const snapshots = await openSnapshots(options.snapshots, { hasher, log }, height);
  const now = (): number => Math.max(clock.now(), writer.head().time);
  const mempool = createMempool({
    ledger: writer.ledger,
    hasher,
    signatures,
    perPersonMax: limits.waitingPerPersonMax,
  });
  const rpc = createCometRpc(`http://127.0.0.1:${network.rpcPort}`);
  const submissions = createSubmissions({
    law,
    mempool,
    rpc,
    now,
    personIn,
    waitingMax: limits.waitingMax,
    received: await openReceived(store, (wire) => toHex(hasher.sha256(wire))),
    patience: () => {
      const stillAfter = Math.max(3 * network.timing.heartbeat, STILL_AFTER);
      const isStill = clock.now() - heardAt > stillAfter;
      return isStill ? STILL_PATIENCE : ANSWER_PATIENCE;
    },
  });

  let end: (fault: EngineFault | undefined) => void = () => {};
  const stopped = new Promise<EngineFault | undefined>((resolve) => {
    end = resolve;
  });
  let session: Session | undefined;
  let isOver = false;
  let cause: EngineFault | undefined;
  const fail = (fault: EngineFault): void => {
    if (isOver) return;
    isOver = true;
    cause = fault;
    log.error("the engine stops", { code: fault.code, error: fault.message });
    submissions.close(fault);
    void (async () => {
      await session?.stop();
      await copier.stop();
      await snapshots.stop();
      end(fault);
    })();
  };
  const copier = createBlockCopier({
    store,
    hasher,
    rpc,
    log,
    copied: await copiedHeight(options, chain.head, beginsAbove),
    onFailure: (error) => fail(stoppingFault(error)),
  });
  const { quick } = network;
  const run =
    quick === undefined || chain.head.height > 0
      ? undefined
      : await startQuickly({
          options,
          quick,
          chainId,
          world,
          onTaken(taken) {
            writer.replace(taken);
            copier.beginAbove(taken.head.height);
            beginsAbove = taken.head.height;
          },
        });
  const counts = createCounts();
  const counted = (application: Application): Application => {
    const whole = countRefusals(law, application, (reason) => counts.count("refused", reason));
    return (network.around ?? itself)(whole);
  };
  session = await startSession({
    chainId,
    network,
    rpc,
    log,
    application: counted(
      createApplication({
        chainId,
        start: network.start,
        writer,
        mempool,
        snapshots: snapshots.calls(run?.calls ?? TAKES_NOTHING),
        now,
        onRefused: submissions.refused,
      }),
    ),
    grammar: createGrammar({
      height: chain.head.height >= network.start.height ? chain.head.height : 0,
      initialHeight: network.start.height,
    }),
    onCall: (call) => counts.count("calls", call),
    onReport: (part) => counts.count("reported", part),
    onFailure: fail,
    ...(run === undefined ? {} : { stateSync: run.stateSync }),
  }).catch(async (error: unknown) => {
    await run?.close();
    throw error;
  });
  await run?.begun(stopped).catch(fail);
  // What failed while it started has found no session to end.
  if (cause !== undefined) {
    await session.stop();
    await copier.stop();
    throw cause;
  }
  copier.follow(writer.head().height);
  void submissions.resume().catch((error: unknown) => {
    log.warn("what was received before could not be handed on", { error: messageOf(error) });
  });

  const stop = async (): Promise<void> => {
    if (isOver) {
      await stopped;
      return;
    }
    const until = performance.now() + STOP_PATIENCE;
    while (submissions.size() > 0 && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    isOver = true;
    submissions.close(undefined);
    await copier.reach(writer.head().height, STOP_PATIENCE);
    await session?.stop();
    await copier.stop();
    await snapshots.stop();
    await writer.checkpoint();
    end(undefined);
  };
  return {
    chainId,
    get ledger() {
      return writer.ledger();
    },
    head: writer.head,
    firstBlock: () => beginsAbove + 1,
    submit: submissions.submit,
    find: (id) => findReceipt(law, store, id),
    holds: submissions.holds,
    async block(height) {
      if (height <= writer.head().height) await copier.reach(height, COPY_PATIENCE);
      return readKept(store, height);
    },
    async lightBlock(height) {
      if (height <= writer.head().height) await copier.reach(height, COPY_PATIENCE);
      return readLight(options, height);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tick: () => nextBlock(writer.head, listeners, stopped),
    waiting: submissions.size,
    network: async (): Promise<NetworkState> => {
      const [status, peers, voted] = await Promise.all([rpc.status(), rpc.peers(), rpc.voted()]);
      return { ...status, peers, voted, snapshots: snapshots.heights() };
    },
    consensusCounts: counts.read,
    turns: (height) => rpc.turns(height),
    stopped,
    stop,
  };
}

const itself = (law: Application): Application => law;

/** Keeps who signs at the beginning, and from where the chain went over to CometBFT. */
async function keepFirstSets({ store, founding, network }: CometOptions): Promise<void> {
  const { height, validators, run } = network.start;
  if (run !== undefined) {
    if (await knowsRestart(store, network.start)) return;
    const announced = (await readKeys(store, height)) ?? [];
    await store.write(restartSets(network.start, announced));
    return;
  }
  const first = founding.validators.map(({ key }) => key);
  await store.write([
    ...(height > 1 ? [{ key: setKey(1), value: encodeKeys(first) }] : []),
    { key: setKey(height), value: encodeKeys(validators) },
  ]);
}

/** Waits for the next block: under CometBFT no single machine can demand one. */
function nextBlock(
  head: () => Head,
  listeners: Set<(block: CommittedBlock) => void>,
  stopped: Promise<EngineFault | undefined>,
): Promise<Head> {
  return new Promise((resolve, reject) => {
    const heard = (): void => {
      listeners.delete(heard);
      resolve(head());
    };
    listeners.add(heard);
    void stopped.then((fault) => {
      listeners.delete(heard);
      reject(stoppedFault(fault));
    });
  });
}

/** The last height of which the store has the block, at or below the head. */
async function copiedHeight(
  { store, network }: CometOptions,
  { height }: Head,
  beginsAbove: number,
): Promise<number> {
  const first = Math.max(network.start.height, beginsAbove + 1);
  for (let at = height; at >= first; at -= 1) {
    if ((await store.get(heightKey(SPACE.block, at))) !== undefined) return at;
  }
  return first - 1;
}

async function readLight(
  { store, hasher }: CometOptions,
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
