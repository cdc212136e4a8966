import type { PersonId } from "../protocol/kernel/ids.ts";
import type { KeptSeen } from "./seen.ts";

/** Who signs with a key, and how far it has counted. */
export interface Remembered {
  /** The community's hash, in hexadecimal. */
  readonly community: string;
  readonly person: PersonId;
  readonly device: number;
  /** The highest number that was signed with. */
  readonly nonce: number;
  /** The newest state that this device has verified. */
  readonly seen?: KeptSeen;
  /** The newest verified state that every history keeps for a month: what is signed while no node answers names it. */
  readonly lasting?: KeptSeen;
}

/**
 * What a device remembers of its key from one opening to the next.
 *
 * Why: without it, a node has to say whose key this is and which number comes next before anything
 * can be signed; with it, people act while no node answers, and no two actions get one number.
 */
export interface SigningMemory {
  recall(): Remembered | undefined;
  note(remembered: Remembered): void;
}
