import type { LightBlock } from "../../protocol/chain/index.ts";

/**
 * Why a check failed, as a stable code; the words for people are found by it.
 *
 * Why: only the last three lie outside the node's answer. All others mean that the node, or
 * somebody on the way, said something that cannot be true.
 */
export type LightFaultCode =
  | "malformed"
  | "wrong-chain"
  | "wrong-height"
  | "commit-height"
  | "header-hash"
  | "height-not-larger"
  | "time-not-later"
  | "from-future"
  | "validators-hash"
  | "next-validators-hash"
  | "not-next-validators"
  | "commit-places"
  | "too-few-signatures"
  | "not-enough-trust"
  | "conflicting-header"
  | "broken-link"
  | "proof-refused"
  | "another-run"
  | "restart-refused"
  | "too-many-steps"
  | "trust-expired"
  | "unreachable";

/** One failed check: its code, a sentence for whoever debugs, and the height it was about. */
export interface LightFault {
  readonly code: LightFaultCode;
  readonly detail: string;
  readonly height: bigint | undefined;
  /** Both blocks of one height, where two nodes prove different ones. */
  readonly conflict?: Conflict;
}

/**
 * Two blocks of one height that both verify.
 *
 * Why it is kept whole: whoever signed both can be named by anybody who has it.
 */
export interface Conflict {
  readonly verified: LightBlock;
  readonly other: LightBlock;
  /** The place of the witness that proves the other one, among those that were given. */
  readonly witness: number;
}

/** Makes a fault. */
export function lightFault(code: LightFaultCode, detail: string, height?: bigint): LightFault {
  return { code, detail, height };
}
