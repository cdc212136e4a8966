import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { decisionId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireEligible } from "./eligibility.ts";
import { voteCast } from "./events.ts";
import { decisionsFaults as faults } from "./faults.ts";
import { addTo, answeredIn } from "./tally.ts";
import { answer, ballots, decisions, tallies } from "./types.ts";

/**
 * Answers a proposal, or changes an earlier answer.
 *
 * Why: one person, one voice; the last answer before the end counts.
 * Faults: decisions/unknown, decisions/closed, decisions/not-in-circle, decisions/joined-later.
 * Source: README.md, rule 3.
 */
export const castVote = defineAction({
  type: "decisions/cast-vote",
  tag: 0x0a02,
  author: "person",
  summary: "Votes on a proposal; you may change your vote until voting ends.",
  visibility: "everyone",
  input: record({ decision: decisionId, choice: answer }),
  about: { decision: "the proposal", choice: "yes, no, or abstain for neither" },
  check({ state, author, input, now }) {
    const decision = decisions.get(state, [input.decision]);
    if (decision === undefined) return refuse(faults.unknown);
    const { stage, closesAt } = decision;
    if (stage !== "open" || now >= closesAt) return refuse(faults.closed, { closesAt });
    return requireEligible(state, decision, author);
  },
  apply({ state, author, input, now }) {
    const { decision, choice } = input;
    const row = present(decisions.get(state, [decision]), "the decision was checked");
    const before = ballots.get(state, [decision, author]);
    let tally = present(tallies.get(state, [decision]), "an open decision is being counted");
    if (before !== undefined) tally = addTo(tally, before.choice, -1);
    tally = addTo(tally, choice, 1);
    ballots.put(state, [decision, author], { choice, at: now });
    tallies.put(state, [decision], tally);
    const answered = answeredIn(tally);
    if (answered !== row.answered) decisions.put(state, [decision], { ...row, answered });
    return [voteCast([author], { decision, person: author })];
  },
  why({ state, input }) {
    const closesAt = decisions.get(state, [input.decision])?.closesAt ?? 0;
    return explain(
      "decisions/cast-vote",
      "One person, one voice: the last answer before voting ends counts.",
      { decision: input.decision, choice: input.choice, closesAt },
      "Your answer counts; you may change it until voting ends.",
    );
  },
});
