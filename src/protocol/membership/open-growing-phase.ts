import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { EVERYONE } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { weighAllAgain } from "./chores.ts";
import { phaseBegun } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { phases } from "./phase-types.ts";
import { runningPhase, settledUntil } from "./places.ts";
import { memberCount } from "./standing.ts";

/** People whom a growing phase of a small community lets in at least. */
const GROWTH_LEAST = 3;

/**
 * Begins a time in which each member can bring in people by one vouch, within equal places.
 *
 * Why: a community that wants to grow faster than its pace decides so together, and nobody gets more
 * places than anybody else; so a few who invent people gain no more than their share.
 */
export const openGrowingPhase = defineAction({
  type: "membership/open-growing-phase",
  tag: 0x0309,
  author: "circle",
  decidedAs: "member",
  summary: "Lets the community grow for a while, by equal places for every member.",
  visibility: "everyone",
  input: record({}),
  about: {},
  refuses: ["membership/grew-recently", "membership/only-everyone", "membership/phase-runs"],
  check({ state, author, now }) {
    if (author !== EVERYONE) return refuse(faults["only-everyone"]);
    const phase = phases.get(state, []);
    if (runningPhase(state, now) !== undefined) return refuse(faults["phase-runs"]);
    const from = phase?.restsUntil ?? 0;
    return now < from ? refuse(faults["grew-recently"], { from }) : undefined;
  },
  apply({ state, now }) {
    const { limit, each, until } = growthOf(state, now);
    phases.put(state, [], {
      number: (phases.get(state, [])?.number ?? 0) + 1,
      kind: "growing",
      since: now,
      until,
      limit,
      each,
      endedAt: 0,
      settledUntil: settledUntil(state, now),
      grewAt: now,
      restsUntil: now + parameterValue(state, "growing-rest-days") * DAY,
    });
    weighAllAgain(state, now);
    return [phaseBegun([], { limit, each, until })];
  },
  why: ({ state, now }) =>
    explain(
      "membership/open-growing-phase",
      "Everyone together may let the community grow for a while, by the same number of places for each member.",
      { members: memberCount(state), ...growthOf(state, now) },
      "While it runs, one vouch admits within the places of anyone who gives it.",
    ),
});

function growthOf(state: Reader, now: number) {
  const members = memberCount(state);
  const share = divFloor(members * parameterValue(state, "growing-percent"), 100);
  const growth = Math.max(GROWTH_LEAST, share);
  const limit = members + growth;
  const each = Math.max(1, divFloor(growth, Math.max(1, members)));
  return { limit, each, until: now + parameterValue(state, "growing-days") * DAY };
}
