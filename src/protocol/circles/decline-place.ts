import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { circleId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { placeDeclined } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { endPlaceOffer, isPlaceOffered } from "./offering.ts";

/**
 * Declines a place in a circle that stands offered.
 *
 * Source: README.md, rule 6.
 */
export const declinePlace = defineAction({
  type: "circles/decline-place",
  tag: 0x040b,
  author: "person",
  free: "nobody is put into a circle without accepting",
  summary: "Declines a place in a circle that is offered to you.",
  visibility: "everyone",
  input: record({ circle: circleId }),
  about: { circle: "the circle" },
  refuses: ["circles/not-offered"],
  check: ({ state, author, input: { circle }, now }) =>
    isPlaceOffered(state, circle, author, now) ? undefined : refuse(faults["not-offered"]),
  apply({ state, author, input: { circle } }) {
    endPlaceOffer(state, circle, author);
    return [placeDeclined([author], { circle, person: author })];
  },
  why: ({ input }) =>
    explain(
      "circles/decline-place",
      "Nobody is put into a circle without accepting.",
      { circle: input.circle },
      `The place in circle ${input.circle} stands offered to you no longer.`,
    ),
});
