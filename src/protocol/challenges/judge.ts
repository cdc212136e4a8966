import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { explain } from "../kernel/why.ts";
import { judged } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { judging, refusalOfAnswers, untilAllAnswered } from "./judging.ts";
import { refusalToVote } from "./parties.ts";
import { ballots, challenges, openVotes } from "./types.ts";

/**
 * Judges a challenge as a juror, or as one of everyone where there is no jury.
 *
 * Source: README.md, rules 5 to 7.
 */
export const judge = defineAction({
  ...judging,
  type: "challenges/judge",
  tag: 0x0b05,
  summary: "Says of each of the accused whether they must go; you may change it until the end.",
  visibility: untilAllAnswered(openVotes),
  refuses: [
    "challenges/is-party",
    "challenges/joined-later",
    "challenges/not-a-juror",
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
    const isOpen = row.stage === "voting" && now < row.closesAt;
    if (!isOpen) return refuse(faults["not-voting"], { closesAt: row.closesAt });
    const refusal = refusalToVote(state, input.challenge, row, author);
    return refusal ?? refusalOfAnswers(input, row);
  },
  apply({ state, author, input, now }) {
    const { challenge, answers, salt: random } = input;
    ballots.put(state, [challenge, author], { answers, at: now, salt: random });
    return [judged([author], { challenge, person: author })];
  },
  why: ({ state, input }) =>
    explain(
      "challenges/judge",
      "Each of the accused is judged by themselves; nobody sees the answers before the end.",
      {
        challenge: input.challenge,
        closesAt: challenges.get(state, [input.challenge])?.closesAt ?? 0,
      },
      "Your answers count; you may change them until the end.",
    ),
});
