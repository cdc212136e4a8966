import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { circleId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireOpen } from "./authority.ts";
import { enterCircle } from "./circle.ts";
import { refusalOfEntry } from "./entering.ts";
import { admitted } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { endPlaceOffer, isPlaceOffered } from "./offering.ts";
import { placesOffered } from "./types.ts";

/**
 * Accepts a place in a circle that stands offered.
 *
 * Why: nobody is put anywhere; who is in a circle is bound by what it decides.
 * Source: README.md, rule 6.
 */
export const acceptPlace = defineAction({
  type: "circles/accept-place",
  tag: 0x040a,
  author: "person",
  summary: "Accepts a place in a circle that is offered to you.",
  visibility: "everyone",
  input: record({ circle: circleId }),
  about: { circle: "the circle" },
  refuses: [
    "circles/already-in",
    "circles/circle-full",
    "circles/closed",
    "circles/no-such-circle",
    "circles/not-offered",
    "circles/too-many-circles",
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
  ],
  check({ state, author, input: { circle }, now }) {
    if (!isPlaceOffered(state, circle, author, now)) return refuse(faults["not-offered"]);
    return requireOpen(state, circle) ?? refusalOfEntry(state, circle, author);
  },
  apply({ state, author, input: { circle }, now }) {
    const offered = present(placesOffered.get(state, [circle, author]), "the offer was checked");
    endPlaceOffer(state, circle, author);
    enterCircle(state, circle, author, now);
    return [admitted([author], { circle, person: author, decision: offered.decision })];
  },
  why: ({ input }) =>
    explain(
      "circles/accept-place",
      "Anyone who is offered a place in a circle is in it from the moment at which they accept.",
      { circle: input.circle },
      `You are in circle ${input.circle}, and vote on what is proposed there from now on.`,
    ),
});
