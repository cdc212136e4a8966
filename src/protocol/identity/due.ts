import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Due } from "../kernel/room.ts";
import type { Writer } from "../kernel/state.ts";
import { isLive } from "./devices.ts";
import { deviceRevoked, removalEnded } from "./events.ts";
import { callOffNoticeBy } from "./notice.ts";
import { dropRemoval, endKey } from "./removing.ts";
import { NO_KEY, removals, removalsDue } from "./safety-types.ts";
import { devices } from "./types.ts";

/** Removals that happen at the start of one block at most; the rest follow in the next. */
const REMOVED_MAX = 256;

/** Removals that nobody stopped happen. */
export const removalsHappen: Due = {
  next(state) {
    for (const { key } of removalsDue.entries(state, [])) return key[0];
    return undefined;
  },
  run({ state, now }) {
    const over: (readonly [PersonId, number])[] = [];
    for (const { key } of removalsDue.entries(state, [])) {
      if (key[0] > now || over.length === REMOVED_MAX) break;
      over.push([key[1], key[2]]);
    }
    return over.flatMap(([person, device]) => remove(state, person, device, now));
  },
};

/** One removal may have ended another one of the same moment. */
function remove(state: Writer, person: PersonId, device: number, now: number): Event[] {
  const row = removals.get(state, [person, device]);
  if (row === undefined) return [];
  const canSign = (key: number) => {
    const held = devices.get(state, [person, key]);
    return held !== undefined && isLive(held, now);
  };
  const isTheirs = canSign(row.by) && (row.together === NO_KEY || canSign(row.together));
  if (!isTheirs || !canSign(device)) {
    dropRemoval(state, person, device);
    return [removalEnded([person], { person, device })];
  }
  endKey(state, person, device, now);
  const calledOff = callOffNoticeBy(state, device, { person, device: row.by, now });
  return [deviceRevoked([person], { person, device }), ...calledOff];
}
