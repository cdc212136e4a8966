import { present } from "../kernel/assert.ts";
import { decisionKind } from "../kernel/decision-kind.ts";
import { type CircleId, circleId, EVERYONE, personId, type RoleId } from "../kernel/ids.ts";
import { defineFounding } from "../kernel/room.ts";
import { bytes32, list, moment, record } from "../kernel/schema.ts";
import type { Writer } from "../kernel/state.ts";
import { isMember } from "../membership/index.ts";
import { enterCircle } from "./circle.ts";
import { foundingCirclesProblem, foundingRolesProblem } from "./founding-problem.ts";
import { policyProblem, policyShape } from "./policy.ts";
import { CIRCLE_MEMBERS_MAX, circles, counters, policies, roles, rolesOf } from "./types.ts";

const FOUNDING_CIRCLES_MAX = 65_536;
const NO_PURPOSE = new Uint8Array(32);

/** The circles a community starts with: numbered from 2 in this order; roles from 1. */
export const founding = defineFounding({
  shape: record({
    policies: list(record({ circle: circleId, kind: decisionKind, policy: policyShape }), 4096),
    circles: list(
      record({ parent: circleId, purpose: bytes32, members: list(personId, CIRCLE_MEMBERS_MAX) }),
      FOUNDING_CIRCLES_MAX,
    ),
    roles: list(
      record({ circle: circleId, purpose: bytes32, holder: personId, until: moment }),
      FOUNDING_CIRCLES_MAX,
    ),
  }),
  empty: { policies: [], circles: [], roles: [] },
  problem({ policies, circles, roles }) {
    const seen = new Set<string>();
    for (const [at, { circle, kind, policy }] of policies.entries()) {
      if (circle < EVERYONE || circle > circles.length + 1)
        return `policies: ${at}: no such circle`;
      if (seen.has(`${circle} ${kind}`)) return `policies: ${at}: given twice`;
      seen.add(`${circle} ${kind}`);
      const problem = policyProblem(kind, policy);
      if (problem !== undefined) return `policies: ${at}: ${problem}`;
    }
    return foundingCirclesProblem(circles) ?? foundingRolesProblem(circles, roles);
  },
  conflict({ state, founding, now }) {
    for (const [at, { members }] of founding.circles.entries()) {
      const stranger = members.find((person) => !isMember(state, person));
      if (stranger !== undefined) return `circles: ${at}: person ${stranger} is not a member`;
    }
    for (const [at, { holder, until }] of founding.roles.entries()) {
      if (holder === 0) continue;
      if (!isMember(state, holder)) return `roles: ${at}: person ${holder} is not a member`;
      if (until <= now) return `roles: ${at}: the term is over before the founding`;
    }
    return undefined;
  },
  found({ state, founding, now }) {
    const row = { since: now, closedAt: 0, members: 0, children: 0, roles: 0 };
    const circleCount = founding.circles.length + 1;
    counters.put(state, [], { circles: circleCount, roles: founding.roles.length });
    const nowhere = 0 as CircleId;
    circles.put(state, [EVERYONE], { ...row, parent: nowhere, purpose: NO_PURPOSE });
    for (const [at, { parent, purpose, members }] of founding.circles.entries()) {
      const circle = (at + 2) as CircleId;
      circles.put(state, [circle], { ...row, parent, purpose });
      for (const person of members) enterCircle(state, circle, person, now);
    }
    for (const [at, { circle, purpose, holder, until }] of founding.roles.entries()) {
      const role = (at + 1) as RoleId;
      roles.put(state, [role], { circle, purpose, holder, since: now, until });
      rolesOf.put(state, [circle, role], { since: now });
    }
    for (const { circle, kind, policy } of founding.policies) {
      policies.put(state, [circle, kind], policy);
    }
    for (const { parent } of founding.circles) countOne(state, parent, "children");
    for (const { circle } of founding.roles) countOne(state, circle, "roles");
  },
});

function countOne(state: Writer, circle: CircleId, what: "children" | "roles"): void {
  const row = present(circles.get(state, [circle]), "a circle of the founding is there");
  circles.put(state, [circle], { ...row, [what]: row[what] + 1 });
}
