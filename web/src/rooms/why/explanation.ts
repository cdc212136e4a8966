import type { Why } from "folkmoot/protocol";
import type { Explanation } from "../../parts/why.tsx";
import { currentRoomWords } from "../../words/room-words.ts";

/** "yesVotes" as people write it: "yes votes". */
export const spaced = (name: string): string =>
  name
    .replaceAll("-", " ")
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

const shown = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** Turns the law's explanation into what the page shows: the result first, then how it came. */
export function explanationOf(why: Why): Explanation {
  const names: Readonly<Record<string, string | undefined>> = currentRoomWords().why.inputs;
  return {
    sentence: why.result,
    rule: why.sentence,
    inputs: why.inputs.map(({ name, value }) => ({
      name: names[name] ?? spaced(name),
      value: shown(value),
    })),
  };
}
