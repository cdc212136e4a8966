import { type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { intakeOf } from "./intake.ts";
import { placesLeft, runningPhase } from "./places.ts";
import { countersOf, isMember } from "./standing.ts";
import { members } from "./types.ts";
import { queue } from "./waiting-types.ts";

/** People who wait for a place that are listed. */
const LISTED_MAX = 100;

/** How a community grows now: the phase that runs, the pace, and who waits. */
export const growthView = defineView({
  name: "membership/growth",
  summary: "The phase that runs, with a person's places; how many can be admitted, and who waits.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query: { person }, now }) {
    const { month, year, free, placeAt } = intakeOf(state, now);
    const { members, queued } = countersOf(state);
    return {
      members,
      phase: phaseShown(state, person, now),
      month: { admitted: month.admitted, most: month.most },
      year: { admitted: year.admitted, most: year.most },
      free,
      placeAt,
      queued,
      waiting: waiting(state),
    };
  },
});

function phaseShown(state: Reader, person: PersonId, now: number) {
  const phase = runningPhase(state, now);
  if (phase === undefined) return null;
  const { kind, since, until, limit, each } = phase;
  const places = isMember(state, person) ? placesLeft(state, person, phase) : 0;
  return { kind, since, until, limit, each, places };
}

function waiting(state: Reader) {
  const listed: { person: PersonId; since: number; place: number }[] = [];
  for (const { key } of queue.entries(state, [])) {
    if (listed.length === LISTED_MAX) break;
    const [, since, person] = key;
    if (members.has(state, [person])) listed.push({ person, since, place: listed.length + 1 });
  }
  return listed;
}
