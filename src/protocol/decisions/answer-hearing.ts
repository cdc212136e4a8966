import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { decisionId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { isText } from "../texts/index.ts";
import { hearingAnswered } from "./events.ts";
import { decisionsFaults as faults } from "./faults.ts";
import { decisions, hearings } from "./types.ts";

/**
 * Answers a proposal that would put one out; a later answer takes the place of an earlier one.
 *
 * Why: nobody is put out of a circle unheard, and those who vote read the answer beside the proposal.
 * Source: README.md, rule 9.
 */
export const answerHearing = defineAction({
  type: "decisions/answer-hearing",
  tag: 0x0a04,
  author: "person",
  free: "anyone who is accused may always answer",
  summary: "Answers a proposal that would take you out of a circle.",
  visibility: "everyone",
  input: record({ decision: decisionId, answer: bytes32 }),
  about: { decision: "the proposal", answer: "the hash of your published answer" },
  refuses: [
    "decisions/closed",
    "decisions/not-heard-here",
    "decisions/unknown",
    "decisions/unknown-text",
  ],
  check({ state, author, input }) {
    const decision = decisions.get(state, [input.decision]);
    if (decision === undefined) return refuse(faults.unknown);
    if (!hearings.has(state, [input.decision, author])) return refuse(faults["not-heard-here"]);
    const { stage, effectAt } = decision;
    if (stage !== "open" && stage !== "passed") return refuse(faults.closed, { effectAt });
    return isText(state, input.answer) ? undefined : refuse(faults["unknown-text"]);
  },
  apply({ state, author, input: { decision, answer }, now }) {
    hearings.put(state, [decision, author], { answer, at: now });
    return [hearingAnswered([author], { decision, person: author })];
  },
  why: ({ state, author, input: { decision } }) =>
    explain(
      "decisions/answer-hearing",
      "Anyone who is to be put out may answer, and those who vote see the answer beside the proposal.",
      { decision, answeredAt: hearings.get(state, [decision, author])?.at ?? 0 },
      "Your answer stands beside the proposal.",
    ),
});
