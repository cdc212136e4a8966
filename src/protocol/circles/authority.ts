import { type Refusal, refuse } from "../kernel/fault.ts";
import { type CircleId, EVERYONE, type RoleId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { circlesFaults as faults } from "./faults.ts";
import { circles, roles } from "./types.ts";

/** Refuses unless a circle exists and is open. */
export function requireOpen(state: Reader, circle: CircleId): Refusal | undefined {
  const row = circles.get(state, [circle]);
  if (row === undefined) return refuse(faults["no-such-circle"], { circle });
  return row.closedAt === 0 ? undefined : refuse(faults.closed, { closedAt: row.closedAt });
}

/**
 * Refuses unless the author may decide who is in a circle, or that it ends: the circle itself, or the
 * one around it, since an empty circle cannot decide anything. Nobody may for the circle of everyone.
 */
export function requireAuthority(
  state: Reader,
  author: CircleId,
  circle: CircleId,
): Refusal | undefined {
  const closed = requireOpen(state, circle);
  if (closed !== undefined) return closed;
  if (circle === EVERYONE) return refuse(faults.everyone);
  const parent = circles.get(state, [circle])?.parent;
  return author === circle || author === parent ? undefined : refuse(faults["not-its-own"]);
}

/**
 * Refuses unless the author may decide how a circle decides: the circle itself, or the one around it.
 */
export function requireRuler(
  state: Reader,
  author: CircleId,
  circle: CircleId,
): Refusal | undefined {
  if (author === circle) return requireOpen(state, circle);
  return circle === EVERYONE
    ? refuse(faults["not-its-own"])
    : requireAuthority(state, author, circle);
}

/** Refuses unless a role belongs to the circle that acts, and that circle is open. */
export function requireOwnRole(state: Reader, author: CircleId, role: RoleId): Refusal | undefined {
  const row = roles.get(state, [role]);
  if (row === undefined) return refuse(faults["no-such-role"]);
  if (row.circle !== author) return refuse(faults["not-its-own"], { circle: row.circle });
  return requireOpen(state, author);
}
