import type { Event } from "../kernel/event.ts";
import type { Due } from "../kernel/room.ts";
import type { Writer } from "../kernel/state.ts";
import { noteAttendance } from "./attendance.ts";
import { seatEnded } from "./events.ts";
import { isRunByMember } from "./machine.ts";
import { barMisbehaving } from "./misbehaviour.ts";
import { takeOverNamed } from "./naming.ts";
import { withdraw } from "./seat.ts";
import { isMoving, moveSigners, peopleOf, signingPlan } from "./signing.ts";
import { machines, seats } from "./types.ts";

/** Follows what blocks tell of the machines, ends seats, and moves the set that signs. */
export const validatorsDue: Due = {
  next(state) {
    if (isMoving(signingPlan(state))) return 0;
    let earliest: number | undefined;
    for (const { row } of seats.entries(state, [])) {
      earliest = Math.min(earliest ?? row.until, row.until);
    }
    return earliest;
  },
  run({ state, now, sha256, witnessed }) {
    const { named, misbehaviours, absent } = witnessed;
    if (named !== undefined) takeOverNamed(state, { sha256 }, named, now);
    return [
      ...barMisbehaving(state, misbehaviours, now),
      ...endSeats(state, now),
      ...noteAttendance(state, absent, now),
      ...moveSigners(state, now),
    ];
  },
};

/** Ends seats whose term is over, and those whose helper has left the community. */
function endSeats(state: Writer, now: number): Event[] {
  const events: Event[] = [];
  for (const { key, row } of [...seats.entries(state, [])]) {
    const machine = machines.get(state, key);
    const isLeft = machine !== undefined && !isRunByMember(state, machine);
    if (row.until > now && !isLeft) continue;
    if (isLeft) withdraw(state, key[0], now);
    else seats.delete(state, key);
    events.push(seatEnded(peopleOf(state, key[0]), { machine: key[0] }));
  }
  return events;
}
