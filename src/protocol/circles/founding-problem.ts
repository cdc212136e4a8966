import { isZero } from "../kernel/bytes.ts";
import { type CircleId, EVERYONE, type PersonId } from "../kernel/ids.ts";
import { CHILDREN_MAX, DEPTH_MAX, ROLES_MAX } from "./types.ts";

/** A circle in a founding document. */
export interface FoundingCircle {
  readonly parent: CircleId;
  readonly purpose: Uint8Array;
  readonly members: readonly PersonId[];
}

/** A role in a founding document. */
export interface FoundingRole {
  readonly circle: CircleId;
  readonly purpose: Uint8Array;
  readonly holder: PersonId;
  readonly until: number;
}

/** Says what in a founding document's circles cannot be, or nothing. */
export function foundingCirclesProblem(given: readonly FoundingCircle[]): string | undefined {
  const depths = new Map<number, number>([[EVERYONE, 1]]);
  const children = new Map<number, number>();
  for (const [at, { parent, purpose, members }] of given.entries()) {
    const above = depths.get(parent);
    if (above === undefined) return `circles: ${at}: parent: a circle lies in an earlier one`;
    if (above >= DEPTH_MAX) return `circles: ${at}: deeper than ${DEPTH_MAX}`;
    depths.set(at + 2, above + 1);
    const siblings = (children.get(parent) ?? 0) + 1;
    if (siblings > CHILDREN_MAX) return `circles: ${at}: more than ${CHILDREN_MAX} in one circle`;
    children.set(parent, siblings);
    if (isZero(purpose)) return `circles: ${at}: purpose: a circle needs one`;
    if (new Set(members).size !== members.length) return `circles: ${at}: members: one comes twice`;
  }
  return undefined;
}

/** Says what in a founding document's roles cannot be, or nothing. */
export function foundingRolesProblem(
  circles: readonly FoundingCircle[],
  given: readonly FoundingRole[],
): string | undefined {
  const counts = new Map<number, number>();
  for (const [at, { circle, purpose, holder, until }] of given.entries()) {
    const members = circle === EVERYONE ? undefined : circles[circle - 2]?.members;
    if (circle !== EVERYONE && members === undefined) return `roles: ${at}: no such circle`;
    const count = (counts.get(circle) ?? 0) + 1;
    if (count > ROLES_MAX) return `roles: ${at}: more than ${ROLES_MAX} in one circle`;
    counts.set(circle, count);
    if (isZero(purpose)) return `roles: ${at}: purpose: a role needs one`;
    if (holder === 0 && until !== 0) return `roles: ${at}: until: nobody holds the role`;
    const isOutside = holder !== 0 && members !== undefined && !members.includes(holder);
    if (isOutside) return `roles: ${at}: holder: is not in the circle`;
  }
  return undefined;
}
