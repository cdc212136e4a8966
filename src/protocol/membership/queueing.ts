import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { dequeue, enqueue } from "./applications.ts";
import { setPlaceAt } from "./chores.ts";
import { countIntake, intakeOf } from "./intake.ts";
import { admit, rankOf } from "./letting-in.ts";
import { runningPhase } from "./places.ts";
import { queue } from "./waiting-types.ts";

/** People of the queue that are looked at in one go; the rest follows in the next block. */
const LOOKED_AT_MAX = 16;
/** Milliseconds until the rest follows. */
const PAUSE = 1000;

/**
 * Gives free places to those who wait, the first of the queue first.
 *
 * Why looked at again: since somebody got in line, their vouchers may have brought others, so that
 * they fall behind, or vouches may have ended.
 * Bounds: a few people at once; where more remain the next block goes on.
 */
export function serveQueue(
  state: Writer,
  now: number,
  isStillAdmissible: (state: Reader, person: PersonId, now: number) => boolean,
): Event[] {
  const events: Event[] = [];
  if (runningPhase(state, now) !== undefined) return events;
  for (let looked = 0; ; looked += 1) {
    const [first] = queue.entries(state, []);
    if (first === undefined) return events;
    const { free, placeAt } = intakeOf(state, now);
    if (free === 0 || looked === LOOKED_AT_MAX) {
      setPlaceAt(state, free === 0 ? placeAt : now + PAUSE);
      return events;
    }
    const [rank, , person] = first.key;
    if (!isStillAdmissible(state, person, now)) {
      dequeue(state, person, now);
      continue;
    }
    const rankNow = rankOf(state, person, now);
    if (rankNow > rank) {
      enqueue(state, person, rankNow, now);
      continue;
    }
    countIntake(state, now);
    events.push(...admit(state, person, now));
  }
}
