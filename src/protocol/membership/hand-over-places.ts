import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { personId } from "../kernel/ids.ts";
import { record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { weighAllAgain } from "./chores.ts";
import { placesHandedOver } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { ownPlaces, placesLeft, placesOwner, putPlaces, runningPhase } from "./places.ts";
import { requireMember } from "./standing.ts";

/** Places of one person at most. */
const PLACES_MAX = 65_535;

/**
 * Hands over some of one's own places in a phase to another member, who can spend them from then on.
 *
 * Why: places go from one tree of vouches to another only by an express word of the one who has them.
 */
export const handOverPlaces = defineAction({
  type: "membership/hand-over-places",
  tag: 0x0308,
  author: "person",
  summary: "Hands over some of your places for new people to another member.",
  visibility: "everyone",
  input: record({ person: personId, places: u16 }),
  about: { person: "who gets them", places: "how many" },
  refuses: [
    "membership/has-left",
    "membership/no-phase",
    "membership/no-places",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "membership/same-places",
  ],
  check({ state, author, input, now }) {
    const phase = runningPhase(state, now);
    if (phase === undefined) return refuse(faults["no-phase"]);
    const stranger = requireMember(state, author) ?? requireMember(state, input.person);
    if (stranger !== undefined) return stranger;
    const left = ownPlaces(state, author, phase);
    if (input.places === 0 || input.places > left) return refuse(faults["no-places"], { left });
    const owner = placesOwner(state, input.person, phase);
    if (owner === author) return refuse(faults["same-places"], { person: input.person });
    const held = placesLeft(state, input.person, phase);
    return held + input.places > PLACES_MAX
      ? refuse(faults["no-places"], { left: PLACES_MAX - held })
      : undefined;
  },
  apply({ state, author, input, now }) {
    const phase = present(runningPhase(state, now), "a phase was checked to run");
    const { person, places } = input;
    const owner = placesOwner(state, person, phase);
    const heir = owner === 0 ? person : owner;
    putPlaces(state, author, phase, ownPlaces(state, author, phase) - places);
    putPlaces(state, heir, phase, ownPlaces(state, heir, phase) + places);
    weighAllAgain(state, now);
    return [placesHandedOver([author, person], { from: author, to: person, places })];
  },
  why: ({ state, author, input, now }) => {
    const phase = runningPhase(state, now);
    return explain(
      "membership/hand-over-places",
      "Anyone who has places in a phase may hand some over; nobody else can.",
      {
        left: phase === undefined ? 0 : ownPlaces(state, author, phase),
        places: input.places,
      },
      "The places are theirs, and of those who came by them.",
    );
  },
});
