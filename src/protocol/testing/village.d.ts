import { equalBytes } from "../kernel/bytes.ts";
import type { Hasher } from "../kernel/hash.ts";
import { type PersonId } from "../kernel/ids.ts";
import type { Overlay } from "../kernel/overlay.ts";
import { type Law } from "../law.ts";
import { type Machine, type Receipt } from "../machine.ts";
import { rooms as allRooms } from "../rooms.ts";
/** SHA-256 by the platform, one block after another. */
export declare const testHasher: Hasher;
/** Verifies by the platform. */
export declare function testVerify(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean;
/** A key pair of a test person. */
export interface TestKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}
/** Makes a new key pair. */
export declare function makeKey(): TestKey;
/** Returns the key pair whose secret seed is the SHA-256 of a word; the same for the same word. */
export declare function keyOf(word: string): TestKey;
/** A small community in memory, for tests of rooms: no engine, no tree, real signatures. */
export interface Village {
  readonly law: Law;
  readonly machine: Machine;
  readonly state: Overlay;
  readonly community: Uint8Array;
  /** Founders' keys; person n has key n - 1. Push the key of whoever joins. */
  readonly keys: TestKey[];
  now: number;
  /** Signs and executes an action of a person's first device. */
  act(person: number, type: string, input: unknown): Receipt;
  /** Executes an action by which somebody joins with a key. */
  join(key: TestKey, type: string, input: unknown): Receipt;
  /** Lets time pass and does what becomes due. */
  pass(milliseconds: number): void;
  /** Reads a view; undefined where it does not exist. */
  view<V>(name: string, query: unknown): V;
  /** Throws unless every invariant holds. */
  assertSound(): void;
}
/** Where a test village's time begins: a midnight. */
export declare const VILLAGE_START: number;
/** A founding member, as the founding document lists one. */
export declare function founder(
  person: number,
  since?: number,
): {
  person: number;
  since: number;
  founder: boolean;
  invitedBy: PersonId;
};
/**
 * Founds a village of some people, all of them founders, or of the people with these keys.
 *
 * Why: given keys make the whole founding the same each time, as vectors need it.
 * Shape: `founding` adds or replaces parts of the founding document; `machines` sign its blocks.
 */
export declare function foundVillage(
  people: number | readonly TestKey[],
  founding?: {
    readonly [room: string]: unknown;
  },
  rooms?: readonly (typeof allRooms)[number][],
  machines?: readonly TestKey[],
): Village;
/** The fault's code of a receipt, or "done". */
export declare function outcomeOf(receipt: Receipt): string;
export { equalBytes };
//# sourceMappingURL=village.d.ts.map
