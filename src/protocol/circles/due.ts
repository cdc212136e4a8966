import type { Event } from "../kernel/event.ts";
import type { Due } from "../kernel/room.ts";
import type { Reader } from "../kernel/state.ts";
import { placeLapsed, roleLapsed } from "./events.ts";
import { endPlaceOffer, endRoleOffer } from "./offering.ts";
import { offersDue } from "./types.ts";

/** Offers that lapse in one block at most; the others follow in the next. */
const LAPSED_MAX = 256;

/** Lets offers lapse that nobody has accepted. */
export const circlesDue: Due = {
  next: (state) => first(state)?.[0],
  run({ state, now }) {
    const events: Event[] = [];
    for (let at = 0; at < LAPSED_MAX; at += 1) {
      const next = first(state);
      if (next === undefined || next[0] > now) break;
      const [, person, circle, role] = next;
      if (role === 0) {
        endPlaceOffer(state, circle, person);
        events.push(placeLapsed([person], { circle, person }));
      } else {
        endRoleOffer(state, role);
        events.push(roleLapsed([person], { role, circle, person }));
      }
    }
    return events;
  },
};

function first(state: Reader) {
  for (const { key } of offersDue.entries(state, [])) return key;
  return undefined;
}
