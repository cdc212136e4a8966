import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { challengeId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { openAppeal } from "./closing.ts";
import { outcomesOf } from "./ending.ts";
import { rowOf } from "./engaging.ts";
import { appealed } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { accused, challenges } from "./types.ts";

/**
 * Calls on everyone against what a jury has confirmed.
 *
 * Why: people have the last word, and a jury of a few can be unlucky.
 * Source: README.md, rule 8.
 */
export const appeal = defineAction({
  type: "challenges/appeal",
  tag: 0x0b06,
  author: "person",
  free: "anyone who is to go may always call on everyone",
  summary: "Calls on everyone against what a jury has confirmed about you.",
  visibility: "everyone",
  input: record({ challenge: challengeId }),
  about: { challenge: "the challenge" },
  refuses: [
    "challenges/already-appealed",
    "challenges/not-named",
    "challenges/nothing-to-appeal",
    "challenges/unknown",
  ],
  check({ state, author, input, now }) {
    const row = challenges.get(state, [input.challenge]);
    if (row === undefined) return refuse(faults["unknown"]);
    const named = accused.get(state, [input.challenge, author]);
    if (named === undefined) return refuse(faults["not-named"]);
    const isTime = row.stage === "appealable" && now < row.until;
    if (!isTime || named.outcome !== "confirmed") return refuse(faults["nothing-to-appeal"]);
    return named.appealedAt === 0 ? undefined : refuse(faults["already-appealed"]);
  },
  apply({ state, author, input, now }) {
    const { challenge } = input;
    const named = present(accused.get(state, [challenge, author]), "who appeals is named");
    accused.put(state, [challenge, author], { ...named, appealedAt: now });
    const told = appealed([author], { challenge, person: author });
    const left = outcomesOf(state, challenge, "confirmed").filter(
      (person) => accused.get(state, [challenge, person])?.appealedAt === 0,
    );
    if (left.length > 0) return [told];
    return [told, ...openAppeal(state, challenge, rowOf(state, challenge), now)];
  },
  why: ({ state, input }) =>
    explain(
      "challenges/appeal",
      "Whom a jury wants to go may call on everyone, who take it back with a fifth of all and more than three fifths.",
      { challenge: input.challenge, until: challenges.get(state, [input.challenge])?.until ?? 0 },
      "Everyone but those who take part is asked; until then you stay.",
    ),
});
