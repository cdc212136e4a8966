import type { DotGroup } from "../../parts/tone.ts";

/** How many answered what; nothing of it is known while a proposal is open. */
export interface Counted {
  readonly eligible: number;
  readonly answered: number;
  readonly count: { readonly [answer: string]: number } | null;
}

/** The words beside the dots. */
export interface DotWords {
  readonly yes: string;
  readonly no: string;
  readonly abstain: string;
  readonly silent: string;
  readonly answered: string;
  readonly missing: string;
}

/** Turns a count into dots: who has answered while it is open, how they answered afterwards. */
export function groupsOf(counted: Counted, words: DotWords): readonly DotGroup[] {
  const { eligible, answered, count } = counted;
  const silent = Math.max(0, eligible - answered);
  if (count === null) {
    return [
      { tone: "here", count: answered, label: words.answered },
      { tone: "silent", count: silent, label: words.missing },
    ];
  }
  return [
    { tone: "yes", count: count["yes"] ?? 0, label: words.yes },
    { tone: "no", count: count["no"] ?? 0, label: words.no },
    { tone: "neither", count: count["abstain"] ?? 0, label: words.abstain },
    { tone: "silent", count: silent, label: words.silent },
  ];
}
