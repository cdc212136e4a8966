import { equalBytes } from "../../protocol/kernel/bytes.ts";

/** Finds the actions again that were looked at before. */
export interface SameBytes {
  /** Remembers an action's bytes, which nobody changes any more. */
  remember(wire: Uint8Array): void;
  /** The bytes that are remembered, where they are the same as these; else these. */
  find(wire: Uint8Array): Uint8Array;
  /** Begins anew: what is not remembered again until the next time is forgotten then. */
  turn(): void;
}

/** How many actions are remembered between two turns: more than CometBFT's mempool holds. */
const GENERATION = 6_000;
/** Where in an action the second half of its signature stands, which differs from all others. */
const NAME = { from: 33, until: 65 };

/**
 * Makes a memory of actions.
 *
 * Why: CometBFT sends the same bytes when it checks, proposes and decides an action. What the law
 * found when it took them apart is remembered with the bytes themselves, so it is found again only
 * if they are the very same ones.
 */
export function createSameBytes(): SameBytes {
  let young = new Map<string, Uint8Array>();
  let old = new Map<string, Uint8Array>();
  const turn = (): void => {
    old = young;
    young = new Map();
  };
  return {
    turn,
    remember(wire) {
      if (young.size >= GENERATION) turn();
      young.set(nameOf(wire), wire);
    },
    find(wire) {
      const name = nameOf(wire);
      const seen = young.get(name) ?? old.get(name);
      return seen !== undefined && equalBytes(seen, wire) ? seen : wire;
    },
  };
}

function nameOf(wire: Uint8Array): string {
  const { from, until } = NAME;
  return Buffer.from(wire.buffer, wire.byteOffset, wire.byteLength).toString("latin1", from, until);
}
