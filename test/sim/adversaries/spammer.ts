import { parameterNames } from "#protocol/index.js";
import type { Adversary } from "./adversary.ts";
import { foundCommunity } from "./community.ts";
import { writeAllDay } from "./writing.ts";

/** Bytes of a short text, and of the longest that there can be. */
const SHORT = 40;
const LONGEST = 262_144;

/** Applications that are sent in one day. */
const A_DAY = 200;

/** One member who floods the community with applications. */
export const spammer: Adversary = {
  name: "spammer",
  about:
    "One of 24 sends 200 applications a day for a year, by links of their own, or writes all day.",
  *play() {
    const community = foundCommunity({ founders: 24 });
    let most = 0;
    for (let day = 0; day < 365; day += 1) {
      for (let sent = 0; sent < A_DAY; sent += 1) if (community.apply(1) === undefined) break;
      const { applicants } = community.view<{ applicants: number }>("membership/counts", {});
      most = Math.max(most, applicants);
      community.pass(1);
    }
    const numbered = community.people() - 24;
    const honest = community.apply(2);
    for (const by of [4, 5, 6]) if (honest !== undefined) community.vouch(by, honest);
    const isHonestIn = honest !== undefined && community.isMember(honest);
    yield { tried: "1 of 24, a year", openAtMost: most, numbered, isHonestIn };
    yield { tried: "1 of 24 writes all day, short texts", ...writeAllDay(365, SHORT) };
    yield { tried: "1 of 24 writes all day, the longest texts", ...writeAllDay(365, LONGEST) };
  },
};

/** Applications without an end, in the hope that a search gives up and asks for less. */
export const scanner: Adversary = {
  name: "scanner",
  about: "4,100 applications stand before those who may vouch; is less asked of an applicant then?",
  *play() {
    const rules = {
      "applications-live-max": 200,
      "invitations-live-max": 100,
      "vouch-wait-days": 0,
    };
    const community = foundCommunity({ founders: 24, rules: known(rules) });
    for (let person = 1; person <= 21; person += 1) {
      for (let sent = 0; sent < 200; sent += 1) community.apply(person);
    }
    const applications = community.people() - 24;
    for (let person = 1; person <= 22; person += 1) community.act(person, "membership/leave", {});
    community.pass(8);
    const last = community.apply(23);
    const { admission } = community.view<{ admission: { needed: number; pathsNeeded: number } }>(
      "membership/person",
      { person: last },
    );
    const { needed, pathsNeeded } = admission;
    yield {
      tried: "applications, then all founders but two leave",
      applications,
      needed,
      pathsNeeded,
    };
  },
};

/** Leaves figures out that the law of this build does not know. */
function known(rules: { readonly [name: string]: number }) {
  const names: readonly string[] = parameterNames;
  return Object.fromEntries(Object.entries(rules).filter(([name]) => names.includes(name)));
}
