import type { DotGroup } from "../../parts/tone.ts";

/** How many answered what; nothing of it is known while a proposal is open. */
export interface Counted {
  readonly eligible: number;
  readonly answered: number;
  readonly yes: number | null;
  readonly no: number | null;
  readonly abstain: number | null;
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
export function groupsOf(count: Counted, words: DotWords): readonly DotGroup[] {
  const silent = Math.max(0, count.eligible - count.answered);
  if (count.yes === null || count.no === null || count.abstain === null) {
    return [
      { tone: "here", count: count.answered, label: words.answered },
      { tone: "silent", count: silent, label: words.missing },
    ];
  }
  return [
    { tone: "yes", count: count.yes, label: words.yes },
    { tone: "no", count: count.no, label: words.no },
    { tone: "neither", count: count.abstain, label: words.abstain },
    { tone: "silent", count: silent, label: words.silent },
  ];
}
