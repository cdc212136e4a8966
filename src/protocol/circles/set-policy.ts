import { defineAction } from "../kernel/action.ts";
import { equalBytes } from "../kernel/bytes.ts";
import { decisionKind } from "../kernel/decision-kind.ts";
import { refuse } from "../kernel/fault.ts";
import { circleId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireRuler } from "./authority.ts";
import { policyOf } from "./circle.ts";
import { leastOfOwn } from "./demands.ts";
import { policySet } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import {
  isNowhereStricter,
  isSamePolicy,
  policyHash,
  policyProblem,
  policySentence,
  policyShape,
} from "./policy.ts";
import { policies } from "./types.ts";

/**
 * Changes how a circle decides matters of one kind, from the next proposal on.
 *
 * Why: proposals that are open keep the policy with which they were opened. Why by the stricter of
 * both: nobody asks of others what they do not reach themselves, nor steps below what is asked of them.
 * Why with the hash: what was agreed on against one policy says nothing against another one.
 * Source: README.md, rule 4.
 */
export const setPolicy = defineAction({
  type: "circles/set-policy",
  tag: 0x0408,
  author: "circle",
  decidedAs: "rule",
  summary: "Changes how a circle decides matters of one kind.",
  visibility: "everyone",
  input: record({ circle: circleId, kind: decisionKind, policy: policyShape, replaces: bytes32 }),
  about: {
    circle: "the circle itself, or one directly within it",
    kind: "what is decided in this way",
    policy: "how it is decided",
    replaces: "the hash of the policy by which it decides this today",
  },
  demands({ state, author, input: { circle, kind, policy } }) {
    if (author !== circle) return {};
    const before = policyOf(state, circle, kind);
    return {
      policies: [before, policy],
      isLoosening: isNowhereStricter(policy, before),
      leastYes: leastOfOwn(state, { author, circle }),
    };
  },
  refuses: [
    "circles/closed",
    "circles/everyone",
    "circles/no-such-circle",
    "circles/not-its-own",
    "circles/policy-out-of-bounds",
    "circles/policy-replaced",
    "circles/policy-unchanged",
  ],
  check({ state, author, input: { circle, kind, policy, replaces }, sha256 }) {
    const barred = requireRuler(state, author, circle);
    if (barred !== undefined) return barred;
    const problem = policyProblem(kind, policy);
    if (problem !== undefined) return refuse(faults["policy-out-of-bounds"], { problem });
    const before = policyOf(state, circle, kind);
    if (!equalBytes(policyHash({ sha256 }, before), replaces)) {
      return refuse(faults["policy-replaced"], { circle, kind });
    }
    return isSamePolicy(before, policy) ? refuse(faults["policy-unchanged"]) : undefined;
  },
  apply({ state, input: { circle, kind, policy }, decision }) {
    policies.put(state, [circle, kind], policy);
    return [policySet([], { circle, kind, decision })];
  },
  why: ({ input: { circle, kind, policy } }) =>
    explain(
      "circles/set-policy",
      "A circle decides how it decides, by the stricter of the old and the new way; proposals that are open keep the way they began with.",
      { circle, kind, ...policy },
      `For matters of kind ${kind} in circle ${circle}, from the next proposal on: ${policySentence(policy)}`,
    ),
});
