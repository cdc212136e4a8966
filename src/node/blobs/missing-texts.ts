import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import { textOf } from "../../protocol/texts/index.ts";
import { TEXTS_PER_REQUEST_MAX } from "./text-request.ts";

/** The texts that this machine lacks, by their hashes in hexadecimal, in the order of asking. */
export interface MissingTexts {
  size(): number;
  has(name: string): boolean;
  add(hash: Uint8Array): void;
  remove(name: string): void;
  /** Forgets what the ledger says is erased, then names those that are asked for next. */
  turn(state: Reader): readonly string[];
  /**
   * Puts those of a turn that are missing still behind all others.
   *
   * Why: anyone who publishes and never hands over would hold up the rest.
   */
  putLast(turn: readonly string[]): void;
}

/** Begins with none. */
export function createMissingTexts(isReason: (hash: Uint8Array) => boolean): MissingTexts {
  const missing = new Set<string>();
  return {
    size: () => missing.size,
    has: (name) => missing.has(name),
    add: (hash) => void missing.add(toHex(hash)),
    remove: (name) => void missing.delete(name),
    turn(state) {
      for (const name of missing) {
        const hash = fromHex(name) as Uint8Array;
        if (textOf(state, hash)?.erasedAt !== 0 && !isReason(hash)) missing.delete(name);
      }
      return [...missing].slice(0, TEXTS_PER_REQUEST_MAX);
    },
    putLast(turn) {
      for (const name of turn) if (missing.delete(name)) missing.add(name);
    },
  };
}
