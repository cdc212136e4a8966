import type { Invariant } from "../kernel/room.ts";
import { phases, places } from "./phase-types.ts";
import { countersOf } from "./standing.ts";
import { members } from "./types.ts";
import { applications, held, lapses, queue, tallies } from "./waiting-types.ts";

/** Every applicant has an application, which stands on the one list on which it belongs, and is charged once. */
export const applicationsAgree: Invariant = {
  name: "membership/applications-agree",
  broken(state) {
    const charged = new Map<number, number>();
    const listed = { lapsing: 0, queued: 0, all: 0 };
    for (const { key, row } of applications.entries(state, [])) {
      const [person] = key;
      const isQueued = row.readyAt !== 0 && queue.has(state, [row.rank, row.readyAt, person]);
      const isLapsing = row.readyAt === 0 && lapses.has(state, [row.until, person]);
      if (row.isPaused ? row.readyAt !== 0 : !isQueued && !isLapsing) return `${person} is lost`;
      if (row.isPaused !== held.has(state, [person])) return `${person} rests wrongly`;
      if (members.get(state, [person])?.status !== "applicant") return `${person} has not applied`;
      listed.all += 1;
      if (isQueued) listed.queued += 1;
      if (isLapsing) listed.lapsing += 1;
      charged.set(row.chargedTo, (charged.get(row.chargedTo) ?? 0) + 1);
    }
    const { applicants, queued } = countersOf(state);
    const isCounted = listed.all === applicants && listed.queued === queued;
    if (!isCounted) return `${applicants} apply and ${queued} wait, but not as listed`;
    if ([...queue.entries(state, [])].length !== queued) return "somebody waits twice";
    if ([...lapses.entries(state, [])].length !== listed.lapsing) return "somebody lapses twice";
    for (const { key, row } of tallies.entries(state, [])) {
      if (row.applications !== (charged.get(key[0]) ?? 0)) return `${key[0]} is charged wrongly`;
      charged.delete(key[0]);
    }
    charged.delete(0);
    return charged.size === 0 ? undefined : "somebody is not charged";
  },
};

/** A phase has a place for nobody beyond its limit, and no more places are left than it gave. */
export const placesAgree: Invariant = {
  name: "membership/places-agree",
  broken(state) {
    const phase = phases.get(state, []);
    if (phase === undefined) return undefined;
    if (phase.until <= phase.since || phase.limit === 0) return "the phase cannot be";
    let left = 0;
    for (const { key, row } of places.entries(state, [])) {
      if (row.phase !== phase.number) continue;
      if (row.root !== key[0] && row.left !== 0) return `${key[0]} has places of another's tree`;
      left += row.left;
    }
    return left <= phase.each * phase.limit ? undefined : `${left} places are left over`;
  },
};
