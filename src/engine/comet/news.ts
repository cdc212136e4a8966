import type { EngineLog } from "../embedded/options.ts";
import { stoppedFault } from "../embedded/stop-faults.ts";
import type { CommittedBlock, Head } from "../engine.ts";
import { type EngineFault, messageOf } from "../engine-fault.ts";

/** Hears of a block. */
export type HearBlock = (block: CommittedBlock) => void;

/** Tells of each block once it is durable. */
export interface News {
  tell(block: CommittedBlock): void;
  /**
   * Takes up the parts of the engine, which hear of a block before all others, in this order.
   *
   * Why apart from listeners: where a part fails, the block's commit fails.
   */
  inform(...parts: readonly HearBlock[]): void;
  /** Calls a listener after each block; returns the way to stop it. */
  subscribe(listener: HearBlock): () => void;
  /**
   * Waits for the next block: under CometBFT no single machine can demand one.
   *
   * Throws: EngineFault `stopped` when the engine stops first.
   */
  next(head: () => Head, stopped: Promise<EngineFault | undefined>): Promise<Head>;
}

/** Opens the news; nobody hears them yet. */
export function createNews(log: EngineLog): News {
  const informed: HearBlock[] = [];
  const listeners = new Set<HearBlock>();
  return {
    tell(block) {
      for (const hear of informed) hear(block);
      for (const listener of listeners) {
        try {
          listener(block);
        } catch (error) {
          log.error("a listener failed", { error: messageOf(error) });
        }
      }
    },
    inform(...parts) {
      informed.push(...parts);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    next: (head, stopped) =>
      new Promise((resolve, reject) => {
        const heard = (): void => {
          listeners.delete(heard);
          resolve(head());
        };
        listeners.add(heard);
        void stopped.then((fault) => {
          listeners.delete(heard);
          reject(stoppedFault(fault));
        });
      }),
  };
}
