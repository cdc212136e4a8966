import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { explain } from "../kernel/why.ts";
import { judged } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { judging, refusalOfAnswers, untilAllAnswered } from "./judging.ts";
import { refusalToJudge } from "./parties.ts";
import { challenges, openAppeals, voices } from "./types.ts";

/**
 * Answers an appeal: whether those whom a jury wants to go must go.
 *
 * Source: README.md, rule 8.
 */
export const judgeAppeal = defineAction({
  ...judging,
  type: "challenges/judge-appeal",
  tag: 0x0b07,
  summary:
    "Says of each who called on everyone whether they must go; you may change it until the end.",
  visibility: untilAllAnswered(openAppeals),
  refuses: [
    "challenges/is-party",
    "challenges/joined-later",
    "challenges/not-voting",
    "challenges/other-count",
    "challenges/unknown",
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
  ],
  check({ state, author, input, now }) {
    const row = challenges.get(state, [input.challenge]);
    if (row === undefined) return refuse(faults["unknown"]);
    const isOpen = row.stage === "appealed" && now < row.until;
    if (!isOpen) return refuse(faults["not-voting"]);
    const refusal = refusalToJudge(state, input.challenge, row, author);
    return refusal ?? refusalOfAnswers(input, row);
  },
  apply({ state, author, input, now }) {
    const { challenge, answers, salt: random } = input;
    voices.put(state, [challenge, author], { answers, at: now, salt: random });
    return [judged([author], { challenge, person: author })];
  },
  why: ({ state, input }) =>
    explain(
      "challenges/judge-appeal",
      "Everyone but those who take part takes back what a jury confirmed with a fifth of all and more than three fifths.",
      { challenge: input.challenge, until: challenges.get(state, [input.challenge])?.until ?? 0 },
      "Your answers count; you may change them until the end.",
    ),
});
