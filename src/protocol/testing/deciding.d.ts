import type { EffectRefusal } from "../kernel/action.ts";
import type { DecisionKind } from "../kernel/decision-kind.ts";
import { type Village } from "./village.ts";
/** What a circle is to do, as a test writes it. */
export interface Wish {
  readonly type: string;
  readonly input: unknown;
}
/** What is proposed in a test; circle 1 and its members unless said otherwise. */
export interface Proposal {
  readonly circle?: number;
  readonly kind: DecisionKind;
  readonly wishes?: readonly Wish[];
  readonly proposer?: number;
}
/** A hash that stands for a text; the same word gives the same hash. */
export declare function textHash(word: string): Uint8Array;
/** Publishes a text of a person and returns its hash. */
export declare function publishText(
  village: Village,
  person: number,
  word: string,
  kind?: string,
): Uint8Array<ArrayBufferLike>;
/** Writes a wish as an effect. */
export declare function effectOf(
  village: Village,
  { type, input }: Wish,
): {
  tag: number;
  payload: Uint8Array<ArrayBufferLike>;
};
/** Opens a proposal and returns the receipt. */
export declare function propose(
  village: Village,
  proposal: Proposal,
): import("../machine.ts").Receipt;
/** The number of the newest decision. */
export declare function newest(village: Village): number;
/** Answers a decision as several people. */
export declare function answerAs(village: Village, people: readonly number[], choice: string): void;
/** Lets the newest decision run its course and returns what it came to. */
export declare function runItsCourse(village: Village): string;
/** Proposes, has people say yes, and lets it run its course. */
export declare function decide(
  village: Village,
  proposal: Proposal,
  voters: readonly number[],
): string;
/** The code of the fault with which a circle would be refused now, or "done". */
export declare function rehearse(
  village: Village,
  circle: number,
  ...wishes: readonly Wish[]
): string;
/** Why a circle would be refused now. */
export declare function rehearsal(
  village: Village,
  circle: number,
  ...wishes: readonly Wish[]
): EffectRefusal | undefined;
//# sourceMappingURL=deciding.d.ts.map
