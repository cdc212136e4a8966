import { type Refusal, refuse } from "../kernel/fault.ts";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { requireMember } from "../membership/index.ts";
import { circlesFaults as faults } from "./faults.ts";
import { countCircles } from "./offering.ts";
import { CIRCLE_MEMBERS_MAX, CIRCLES_OF_ONE_MAX, circles, memberships } from "./types.ts";

/** Refuses unless a person could come into an open circle now. */
export function refusalOfEntry(
  state: Reader,
  circle: CircleId,
  person: PersonId,
): Refusal | undefined {
  const stranger = requireMember(state, person);
  if (stranger !== undefined) return stranger;
  if (memberships.has(state, [circle, person])) return refuse(faults["already-in"], { person });
  const members = circles.get(state, [circle])?.members ?? 0;
  if (members >= CIRCLE_MEMBERS_MAX) {
    return refuse(faults["circle-full"], { most: CIRCLE_MEMBERS_MAX });
  }
  const isEverywhere = countCircles(state, person) >= CIRCLES_OF_ONE_MAX;
  return isEverywhere
    ? refuse(faults["too-many-circles"], { most: CIRCLES_OF_ONE_MAX })
    : undefined;
}
