import type { Event } from "../kernel/event.ts";
import type { Due } from "../kernel/room.ts";
import type { Writer } from "../kernel/state.ts";
import { noteAttendance } from "./attendance.ts";
import { seatEnded } from "./events.ts";
import { nextDeadline, overdueLots } from "./lots.ts";
import { isRunByMember } from "./machine.ts";
import { barMisbehaving } from "./misbehaviour.ts";
import { takeOverNamed } from "./naming.ts";
import { makeWaiting, nextTurn } from "./pace.ts";
import { endSeat, withdraw } from "./seat.ts";
import { closeLot } from "./seat-lot.ts";
import { isMoving, moveSigners, peopleOf, signingPlan } from "./signing.ts";
import { machines, seats } from "./types.ts";

/** Follows what blocks tell of the machines, ends seats, and moves the set that signs. */
export const validatorsDue: Due = {
  next(state) {
    if (isMoving(signingPlan(state))) return 0;
    let earliest = soonest(nextDeadline(state), nextTurn(state));
    for (const { row } of seats.entries(state, [])) {
      earliest = Math.min(earliest ?? row.until, row.until);
    }
    return earliest;
  },
  run({ state, now, sha256, evidence }) {
    const { named, misbehaviours, absent } = evidence;
    if (named !== undefined) takeOverNamed(state, { sha256 }, named, now);
    return [
      ...barMisbehaving(state, misbehaviours, now),
      ...endSeats(state, now),
      ...noteAttendance(state, absent, now),
      ...overdueLots(state, now).flatMap((lot) => closeLot(state, { sha256 }, lot, now)),
      ...makeWaiting(state, now),
      ...moveSigners(state, now),
    ];
  },
};

function soonest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

/** Ends seats whose term is over, and those whose helper has left the community. */
function endSeats(state: Writer, now: number): Event[] {
  const events: Event[] = [];
  for (const { key, row } of [...seats.entries(state, [])]) {
    const machine = machines.get(state, key);
    const isLeft = machine !== undefined && !isRunByMember(state, machine);
    if (row.until > now && !isLeft) continue;
    if (isLeft) withdraw(state, key[0], now);
    else endSeat(state, key[0], { now });
    events.push(seatEnded(peopleOf(state, key[0]), { machine: key[0] }));
  }
  return events;
}
