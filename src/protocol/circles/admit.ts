import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { daysText } from "../kernel/figures.ts";
import { circleId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireAuthority } from "./authority.ts";
import { leastOfOwn } from "./demands.ts";
import { refusalOfEntry } from "./entering.ts";
import { placeOffered } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { isPlaceOffered, offeredUntil, offerPlace } from "./offering.ts";
import { OFFER_DAYS } from "./types.ts";

/**
 * Offers a member of the community a place in a circle, which is theirs once they accept.
 *
 * Source: README.md, rules 2 and 6.
 */
export const admit = defineAction({
  type: "circles/admit",
  tag: 0x0403,
  author: "circle",
  decidedAs: "circle",
  summary: "Offers a member a place in a circle, which is theirs once they accept.",
  visibility: "everyone",
  input: record({ circle: circleId, person: personId }),
  about: { circle: "the circle itself, or one directly within it", person: "who is admitted" },
  demands: ({ state, author, input: { circle } }) => ({
    leastYes: leastOfOwn(state, { author, circle }),
  }),
  refuses: [
    "circles/already-in",
    "circles/already-offered",
    "circles/circle-full",
    "circles/closed",
    "circles/everyone",
    "circles/no-such-circle",
    "circles/not-its-own",
    "circles/too-many-circles",
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
  ],
  check({ state, author, input: { circle, person }, now }) {
    const barred = requireAuthority(state, author, circle) ?? refusalOfEntry(state, circle, person);
    if (barred !== undefined) return barred;
    const isOffered = isPlaceOffered(state, circle, person, now);
    return isOffered ? refuse(faults["already-offered"], { person }) : undefined;
  },
  apply({ state, input, now, decision }) {
    const { circle, person } = input;
    offerPlace(state, { circle, person }, { now, decision });
    return [placeOffered([person], { circle, person, until: offeredUntil(now), decision })];
  },
  why: ({ input }) =>
    explain(
      "circles/admit",
      "A circle admits members by its own decision or by that of the circle around it; nobody is put into one without accepting.",
      { circle: input.circle, person: input.person },
      `Person ${input.person} may come into circle ${input.circle}, by accepting within ${daysText(OFFER_DAYS)}.`,
    ),
});
