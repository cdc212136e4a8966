import type { LightBlock } from "../../protocol/chain/index.ts";

/**
 * Why a check failed, as a stable code; the words for people are found by it.
 *
 * Why: only the last five lie outside the node's answer. All others mean that the node, or
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
  | "went-back"
  | "old-state"
  | "broken-link"
  | "proof-refused"
  | "another-run"
  | "another-edition"
  | "restart-refused"
  | "too-many-steps"
  | "too-many-signatures"
  | "missing"
  | "trust-expired"
  | "unreachable";

/** One failed check: its code, a sentence for anyone who debugs, and the height it was about. */
export interface LightFault {
  readonly code: LightFaultCode;
  readonly detail: string;
  readonly height: bigint | undefined;
  /** Both pages, where two contradict each other. */
  readonly conflict?: Conflict;
}

/**
 * Two pages of which only one can be of the record.
 *
 * Shape: of a `witness`, two blocks of one height that both verify, and the witness's place among
 * those that were given; of the `node`, what this device has verified and what the node shows now
 * (another page of that height, or its newest where it ends before); of a page that is `named` by an
 * invitation or an older anchor, what the node shows at that height.
 * Why they are kept whole: anyone who signed both can be named by anybody who has them.
 */
export type Conflict =
  | {
      readonly by: "witness";
      readonly verified: LightBlock;
      readonly other: LightBlock;
      readonly witness: number;
    }
  | { readonly by: "node"; readonly verified: LightBlock; readonly other: LightBlock }
  | { readonly by: "named"; readonly verified: LightBlock; readonly named: Uint8Array };

/** Makes a fault. */
export function lightFault(code: LightFaultCode, detail: string, height?: bigint): LightFault {
  return { code, detail, height };
}
