import { defineAction } from "../kernel/action.ts";
import { decisionKind } from "../kernel/decision-kind.ts";
import { refuse } from "../kernel/fault.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireOpen } from "./authority.ts";
import { policyOf } from "./circle.ts";
import { policySet } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { isSamePolicy, policyProblem, policySentence, policyShape } from "./policy.ts";
import { policies } from "./types.ts";

/**
 * Changes how the circle decides matters of one kind, from the next proposal on.
 *
 * Why: proposals that are open keep the policy with which they were opened.
 * Faults: circles/closed, circles/policy-out-of-bounds, circles/policy-unchanged.
 * Source: README.md, rule 4.
 */
export const setPolicy = defineAction({
  type: "circles/set-policy",
  tag: 0x0408,
  author: "circle",
  decidedAs: "rule",
  summary: "Changes how the circle decides matters of one kind.",
  visibility: "everyone",
  input: record({ kind: decisionKind, policy: policyShape }),
  about: { kind: "what is decided in this way", policy: "how it is decided" },
  check({ state, author, input }) {
    const closed = requireOpen(state, author);
    if (closed !== undefined) return closed;
    const problem = policyProblem(input.kind, input.policy);
    if (problem !== undefined) return refuse(faults["policy-out-of-bounds"], { problem });
    const isSame = isSamePolicy(policyOf(state, author, input.kind), input.policy);
    return isSame ? refuse(faults["policy-unchanged"]) : undefined;
  },
  apply({ state, author, input, decision }) {
    policies.put(state, [author, input.kind], input.policy);
    return [policySet([], { circle: author, kind: input.kind, decision })];
  },
  why: ({ author, input }) =>
    explain(
      "circles/set-policy",
      "A circle decides how it decides; proposals that are open keep the way they began with.",
      { circle: author, kind: input.kind, ...input.policy },
      `For matters of kind ${input.kind}, from the next proposal on: ${policySentence(input.policy)}`,
    ),
});
