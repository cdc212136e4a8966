import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { challengeId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { finish } from "./ending.ts";
import { rowOf } from "./engaging.ts";
import { withdrawn } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { challenges } from "./types.ts";

/**
 * Takes a challenge back that still looks for supporters.
 *
 * Why not later: from then on it is everybody's matter, and anyone who is named has a right to an end.
 */
export const withdraw = defineAction({
  type: "challenges/withdraw",
  tag: 0x0b03,
  author: "person",
  summary: "Takes back a challenge of yours that still looks for supporters.",
  visibility: "everyone",
  input: record({ challenge: challengeId }),
  about: { challenge: "the challenge" },
  refuses: ["challenges/not-gathering", "challenges/not-yours", "challenges/unknown"],
  check({ state, author, input, now }) {
    const row = challenges.get(state, [input.challenge]);
    if (row === undefined) return refuse(faults["unknown"]);
    if (row.by !== author) return refuse(faults["not-yours"]);
    const isOpen = row.stage === "gathering" && now < row.until;
    return isOpen ? undefined : refuse(faults["not-gathering"]);
  },
  apply({ state, author, input, now }) {
    const { challenge } = input;
    const told = withdrawn([author], { challenge, by: author });
    return [told, ...finish(state, challenge, rowOf(state, challenge), now)];
  },
  why: ({ input }) =>
    explain(
      "challenges/withdraw",
      "Anyone who opened a challenge may take it back until it has enough supporters.",
      { challenge: input.challenge },
      "Nothing comes of it; its supporters are free for others.",
    ),
});
