import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { decisionId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { withdrawn } from "./events.ts";
import { decisionsFaults as faults } from "./faults.ts";
import { closeVoting } from "./outcome.ts";
import { ballots, decisions, due } from "./types.ts";

/**
 * Takes a proposal back while nobody else has answered it.
 *
 * Source: README.md, rule 3.
 */
export const withdraw = defineAction({
  type: "decisions/withdraw",
  tag: 0x0a03,
  author: "person",
  summary: "Takes back a proposal of yours that nobody else has answered yet.",
  visibility: "everyone",
  input: record({ decision: decisionId }),
  about: { decision: "the proposal" },
  refuses: [
    "decisions/already-answered",
    "decisions/closed",
    "decisions/not-yours",
    "decisions/unknown",
  ],
  check({ state, author, input, now }) {
    const decision = decisions.get(state, [input.decision]);
    if (decision === undefined) return refuse(faults.unknown);
    const { stage, closesAt, proposer, answered } = decision;
    if (proposer !== author) return refuse(faults["not-yours"]);
    if (stage !== "open" || now >= closesAt) return refuse(faults.closed, { closesAt });
    const others = answered - (ballots.has(state, [input.decision, author]) ? 1 : 0);
    return others === 0 ? undefined : refuse(faults["already-answered"], { others });
  },
  apply({ state, author, input }) {
    const { decision } = input;
    const row = present(decisions.get(state, [decision]), "the decision was checked");
    closeVoting(state, decision, row, { stage: "withdrawn", counts: [] });
    due.delete(state, [row.closesAt, decision]);
    return [withdrawn([author], { decision })];
  },
  why: ({ input }) =>
    explain(
      "decisions/withdraw",
      "Anyone who proposed something may take it back until somebody else has answered.",
      { decision: input.decision },
      "Nothing is decided; it can be proposed again.",
    ),
});
