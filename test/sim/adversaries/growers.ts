import type { Adversary } from "./adversary.ts";
import { type Community, foundCommunity } from "./community.ts";

const QUARTER = 90;

/** Honest people, who want their community to grow: the rules must not stop them. */
export const growers: Adversary = {
  name: "growers",
  about: "Five honest founders want to be eighty in three months; nobody is invented.",
  *play() {
    const phase = { days: 90, members: 80 };
    const community = foundCommunity({ founders: 5, phase });
    let daysTo80: number | null = null;
    for (let day = 0; day <= QUARTER; day += 1) {
      bringFriends(community, day);
      if (daysTo80 === null && community.members() >= 80) daysTo80 = day;
      community.pass(1);
    }
    yield { tried: "5 founders, three months", members: community.members(), daysTo80 };
    const evening = foundCommunity({ founders: 1, phase });
    let came = 0;
    for (let guest = 0; guest < 12; guest += 1) {
      const person = evening.apply(1);
      if (person !== undefined && evening.vouch(1, person))
        came += evening.isMember(person) ? 1 : 0;
    }
    yield { tried: "one founder, twelve guests in an evening", came };
  },
};

/** Each member brings one friend a fortnight, and everybody vouches for whom they have met. */
function bringFriends(community: Community, day: number): void {
  for (let person = 1; person <= community.people(); person += 1) {
    if (community.isMember(person) && (day + person) % 14 === 0) community.apply(person);
  }
  for (let friend = 1; friend <= community.people(); friend += 1) {
    if (!community.isApplicant(friend)) continue;
    for (let person = 1; person <= community.people(); person += 1) {
      if (community.isMember(friend)) break;
      if (community.isMember(person)) community.vouch(person, friend);
    }
  }
}
