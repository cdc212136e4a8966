import type { Adversary } from "./adversary.ts";
import { foundCommunity } from "./community.ts";
import { gatherGroup } from "./group.ts";

const MONTH = 30;

/** A few who keep places occupied, so that nobody else comes in. */
export const squatters: Adversary = {
  name: "squatters",
  about: "3 of 24 keep as many wait for places as they can, while the others bring in one a month.",
  *play(years) {
    const community = foundCommunity({ founders: 24 });
    const group = gatherGroup(community, [1, 2, 3]);
    const guests: { readonly person: number; readonly since: number }[] = [];
    const waits: number[] = [];
    const waiting = new Map<number, number>();
    for (let day = 0; day < years * 365; day += 1) {
      group.work();
      if (day % MONTH === 15) {
        const person = community.apply(4 + (day % 20));
        if (person !== undefined) guests.push({ person, since: day });
        if (person !== undefined) waiting.set(person, day);
      }
      for (const [person, since] of waiting) {
        for (let more = 0; more < 21 && !community.isMember(person); more += 1) {
          community.vouch(4 + ((since + more) % 21), person);
        }
        if (!community.isMember(person)) continue;
        waits.push(day - since);
        waiting.delete(person);
      }
      community.pass(1);
    }
    const longest = Math.max(0, ...waits);
    const invented = group.strength() - 3;
    const figures = { guests: guests.length, admitted: waits.length, longestWaitDays: longest };
    yield { tried: "3 of 24, places of the pace", ...figures, invented };
  },
};
