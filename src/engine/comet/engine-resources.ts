import { chainIdOf, communityOf } from "../../protocol/founding.ts";
import type { World } from "../../protocol/state-machine.ts";
import { type EngineLog, SILENT } from "../embedded/options.ts";
import { nativeVerify } from "../native-signature.ts";
import { createVrfMemory } from "../vrf-memory.ts";
import { type BlockWriter, createBlockWriter } from "./block-writer.ts";
import { keepFirstSets } from "./first-sets.ts";
import { createNews, type News } from "./news.ts";
import { type CometChain, openCometChain } from "./open-chain.ts";
import type { CometOptions } from "./options.ts";
import { type CometRpc, createCometRpc } from "./rpc.ts";
import { resumedBeginning } from "./snapshots/resume.ts";

/** What all parts of an engine need: the chain as the store holds it, and the way on. */
export interface EngineResources {
  readonly options: CometOptions;
  readonly chainId: string;
  readonly log: EngineLog;
  readonly world: World;
  /** The chain as it was found at the start. */
  readonly chain: CometChain;
  /** The height above which the history began that was found; 0 where it has all of it. */
  readonly resumedAbove: number;
  readonly news: News;
  readonly writer: BlockWriter;
  readonly rpc: CometRpc;
  /** The moment by which what is new is looked at. Units: milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Opens the chain, who signs it, and what carries its next blocks out.
 *
 * Throws: EngineFault, naming what is wrong with the store or the founding.
 */
export async function openEngineResources(options: CometOptions): Promise<EngineResources> {
  const { law, founding, hasher, clock, network, log = SILENT } = options;
  const chainId = chainIdOf(communityOf(hasher, law, founding));
  const world = { hasher, verify: nativeVerify, vrf: createVrfMemory() };
  // What was begun and not taken over has to be forgotten before the chain is opened.
  const resumedAbove = await resumedBeginning(options);
  const chain = await openCometChain(options, world);
  await keepFirstSets(options);
  const news = createNews(log);
  const writer = createBlockWriter(options, chain, news.tell);
  return {
    options,
    chainId,
    log,
    world,
    chain,
    resumedAbove,
    news,
    writer,
    rpc: createCometRpc(`http://127.0.0.1:${network.rpcPort}`),
    now: () => Math.max(clock.now(), writer.head().time),
  };
}
