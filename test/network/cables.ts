import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rewriteNetwork } from "./local-network.ts";
import { type Passage, type Relay, startRelay } from "./relay.ts";

/** What a pair of machines may do to each other's bytes; `one-way` lets only those of the first pass. */
export type Cut = "silence" | "broken" | "one-way";

/** The cables between the machines of a network; machines are counted from 1. */
export interface Cables {
  /** Cuts two machines from each other. */
  cut(one: number, other: number, how: Cut): void;
  /** Cuts every machine of one side from every machine of the other. */
  split(side: readonly number[], others: readonly number[], how: Cut): void;
  /** Makes one cable, or all, whole again. */
  mend(one?: number, other?: number): void;
  end(): Promise<void>;
}

/** From whom, to whom, and what carries it. */
interface Cable {
  readonly from: number;
  readonly to: number;
  readonly relay: Relay;
}

/**
 * Lays a cable from every machine to every other; call it before the first of them starts.
 *
 * Why two for each pair: each of them dials the other, as on real machines, and whichever
 * connection comes first is kept.
 */
export async function layCables(homes: readonly string[]): Promise<Cables> {
  const cables: Cable[] = [];
  const networks = homes.map((home) => readNetwork(home));
  for (const [at, { peers }] of networks.entries()) {
    const dialled: string[] = [];
    for (const peer of peers) {
      const [id, address] = peer.split("@") as [string, string];
      const to = networks.findIndex(({ listen }) => listen === address);
      const relay = await startRelay(Number(address.split(":")[1]));
      cables.push({ from: at + 1, to: to + 1, relay });
      dialled.push(`${id}@127.0.0.1:${relay.port}`);
    }
    rewriteNetwork(homes[at] as string, { peers: dialled });
  }
  const set = (one: number, other: number, forward: Passage, backward: Passage): void => {
    for (const { from, to, relay } of cables) {
      if (from === one && to === other) relay.set(forward);
      if (from === other && to === one) relay.set(backward);
    }
  };
  const cut: Cables["cut"] = (one, other, how) => {
    if (how === "one-way") set(one, other, "there", "back");
    else set(one, other, how, how);
  };
  return {
    cut,
    split(side, others, how) {
      for (const one of side) for (const other of others) cut(one, other, how);
    },
    mend(one, other) {
      if (one !== undefined && other !== undefined) set(one, other, "both", "both");
      else for (const { relay } of cables) relay.set("both");
    },
    async end() {
      await Promise.all(cables.map(({ relay }) => relay.end()));
    },
  };
}

function readNetwork(home: string): { readonly listen: string; readonly peers: string[] } {
  return JSON.parse(readFileSync(join(home, "network.json"), "utf8")) as {
    listen: string;
    peers: string[];
  };
}
