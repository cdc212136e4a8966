import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LineUp } from "./line-up.ts";
import { type LoadResult, pace, ready, saturate } from "./load.ts";

/** What a run of one application told. */
export interface Measured extends LoadResult {
  /** The median. Units: milliseconds. */
  readonly latency: number;
}

/** How machines are loaded. */
export interface LoadPlan {
  /** Transactions at a steady pace, and how many of them a second. */
  readonly paced: number;
  readonly perSecond: number;
  /** Transactions as fast as the machines commit, and how many of them are on their way at once. */
  readonly actions: number;
  readonly window: number;
}

/** Loads machines, first at a steady pace, then with all that they can take. */
export async function measure(
  start: (folder: string) => Promise<LineUp>,
  { paced, perSecond, actions, window }: LoadPlan,
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-network-"));
  try {
    const lineUp = await start(folder);
    try {
      const txs = lineUp.write(paced + actions).map((tx) => Buffer.from(tx).toString("base64"));
      await ready(lineUp);
      const latency = await pace(lineUp, txs.slice(0, paced), perSecond);
      const load = await saturate(lineUp, txs.slice(paced), window);
      return { ...load, latency };
    } finally {
      await lineUp.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
