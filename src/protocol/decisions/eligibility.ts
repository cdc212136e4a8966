import { circlesTable, isInCircle, joinedCircleAt } from "../circles/index.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { EVERYONE, type PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { decisionsFaults as faults } from "./faults.ts";
import type { Decision } from "./types.ts";

/**
 * Refuses unless a person was in the circle before the decision was opened, and is in it now.
 *
 * Why: nobody brings in voters after seeing the question. Founders are in from the founding moment.
 */
export function requireEligible(
  state: Reader,
  decision: Decision,
  person: PersonId,
): Refusal | undefined {
  if (!isInCircle(state, decision.circle, person)) {
    return refuse(faults["not-in-circle"], { circle: decision.circle });
  }
  const joinedAt = joinedCircleAt(state, decision.circle, person) ?? 0;
  const foundedAt = circlesTable.get(state, [EVERYONE])?.since ?? 0;
  if (joinedAt < decision.openedAt || joinedAt <= foundedAt) return undefined;
  return refuse(faults["joined-later"], { joinedAt, openedAt: decision.openedAt });
}
