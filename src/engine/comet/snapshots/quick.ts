import { communityOf } from "../../../protocol/founding.ts";
import type { World } from "../../../protocol/state-machine.ts";
import { BEGINNING_KEY, encodeBeginning, headOf } from "../../beginning.ts";
import { NO_CHECKPOINT } from "../../embedded/checkpoint-file.ts";
import { SILENT } from "../../embedded/options.ts";
import { EngineFault } from "../../engine-fault.ts";
import { openLedger } from "../../open-ledger.ts";
import { encodeHead, STORE_FORMAT } from "../../records.ts";
import { foundingDigest, LAW_KEY } from "../../same-law.ts";
import { metaKey, numberBytes } from "../../store/keys.ts";
import type { StateSyncConfig } from "../config.ts";
import type { CometChain } from "../open-chain.ts";
import type { CometOptions } from "../options.ts";
import { encodeKeys, setKey } from "../validator-sets.ts";
import { forgetConsensus } from "./forget.ts";
import { openLightRpc } from "./light-rpc.ts";
import { createRestore, type RestoreCalls, type TakenState } from "./restore.ts";
import type { QuickStart } from "./source.ts";

/** A state on its way from other nodes to this one. */
export interface QuickRun {
  /** What CometBFT is told about it. */
  readonly stateSync: StateSyncConfig;
  readonly calls: RestoreCalls;
  /** Hears of a block of this node's own: the state has been taken over, and it goes on. */
  onBlock(): void;
  /**
   * Waits for the first such block, or until the engine has stopped; then the door is closed.
   *
   * Throws: EngineFault `no-snapshot` when nothing moves on.
   */
  begun(stopped: Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** What a quick start needs. */
export interface QuickDeps {
  readonly options: CometOptions;
  readonly quick: QuickStart;
  readonly chainId: string;
  readonly world: World;
  /** Hears of the state once it is durable. */
  readonly onTaken: (chain: CometChain) => void;
}

/** How long nothing may move on. Units: milliseconds. */
const PATIENCE = 300_000;
const LOOK = 100;
/** After so many looks anyone who waits is told that it goes on. */
const LOOKS_PER_WORD = 300;

/** How long a verified header vouches for what follows. Units: milliseconds. */
const TRUST_PERIOD = 14 * 86_400_000;

/** Makes ready to take the state over; whatever CometBFT had kept of the chain is forgotten. */
export async function startQuickly(deps: QuickDeps): Promise<QuickRun> {
  const { options, quick, chainId } = deps;
  const { network, hasher, store, log = SILENT } = options;
  await forgetConsensus(network.folder);
  const rpc = await openLightRpc(quick.source);
  let moved = performance.now();
  let isBegun = false;
  const onProgress = (): void => {
    moved = performance.now();
  };
  const calls = createRestore({
    hasher,
    store,
    chainId,
    initialHeight: network.start.height,
    source: quick.source,
    log,
    onProgress,
    finish: async (taken) => deps.onTaken(await finishTaking(deps, taken)),
  });
  return {
    stateSync: {
      rpcServers: rpc.urls,
      trustHeight: quick.trusted.height,
      trustHash: Buffer.from(quick.trusted.hash).toString("hex"),
      trustPeriod: TRUST_PERIOD,
    },
    calls,
    onBlock() {
      isBegun = true;
    },
    async begun(stopped) {
      let isOver = false;
      void stopped.finally(() => {
        isOver = true;
      });
      try {
        for (let looked = 0; !isBegun && !isOver; looked += 1) {
          const idle = performance.now() - moved;
          if (idle > PATIENCE) throw nothingComes();
          if (looked % LOOKS_PER_WORD === LOOKS_PER_WORD - 1) {
            log.warn("the state is still to come", { idleSeconds: Math.round(idle / 1000) });
          }
          await new Promise((resolve) => setTimeout(resolve, LOOK));
        }
      } finally {
        await rpc.close();
      }
    },
    close: rpc.close,
  };
}

/**
 * Makes a state that was taken over the node's own.
 *
 * Why the head comes last, in one batch with where history begins: the rows are there already, but
 * without a head they count for nothing, and a node that ended before begins again.
 */
async function finishTaking(
  { options, world }: QuickDeps,
  { tree, version, beginning, above }: TakenState,
): Promise<CometChain> {
  const { law, founding, hasher, store } = options;
  const { height } = beginning;
  tree.commit(version);
  const community = communityOf(hasher, law, founding);
  const ledger = openLedger({ law, community, world, tree, height });
  await (options.beginning ?? NO_CHECKPOINT).write(tree, version, height);
  const head = headOf(hasher, beginning);
  const keysOf = (set: typeof above.validators) =>
    encodeKeys(set.validators.map(({ publicKey }) => publicKey));
  await store.write([
    { key: metaKey("format"), value: numberBytes(STORE_FORMAT, 4) },
    { key: metaKey("community"), value: community },
    { key: LAW_KEY, value: foundingDigest(options) },
    { key: setKey(height + 1), value: keysOf(above.validators) },
    { key: setKey(height + 2), value: keysOf(above.nextValidators) },
    { key: BEGINNING_KEY, value: encodeBeginning(beginning) },
    { key: metaKey("head"), value: encodeHead(head) },
  ]);
  return { ledger, tree, head };
}

function nothingComes(): EngineFault {
  return new EngineFault(
    "no-snapshot",
    "no node has handed out a snapshot of the state that could be used",
    "Check `peers` and `sites` in network.json, start again later, or join without --quick.",
  );
}
