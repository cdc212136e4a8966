import type { Explanation } from "../../parts/why.tsx";

/** An explanation as the law gives it. */
export interface LawWhy {
  readonly rule: string;
  readonly sentence: string;
  readonly inputs: readonly { readonly name: string; readonly value: unknown }[];
  readonly result: string;
}

/** "yesVotes" as people write it: "yes votes". */
export const spaced = (name: string): string =>
  name
    .replaceAll("-", " ")
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

const shown = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** Turns the law's explanation into what the page shows: the result first, then how it came. */
export function explanationOf(why: LawWhy): Explanation {
  return {
    sentence: why.result,
    rule: why.sentence,
    inputs: why.inputs.map(({ name, value }) => ({ name: spaced(name), value: shown(value) })),
  };
}
