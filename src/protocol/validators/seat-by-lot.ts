import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { moment, record, u8 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { lotPool } from "./lot.ts";
import { LOT_HOURS, SEAT_LOTS_OPEN_MAX } from "./lot-types.ts";
import { requireEveryone } from "./machine.ts";
import { requireRoom } from "./pace.ts";
import { countSeats } from "./seat.ts";
import { openSeatLot, openSeatLots } from "./seat-lot.ts";
import { refusalOfTerm } from "./term.ts";
import { LOT_WAIT_DAYS, SEATS_MAX } from "./types.ts";

/**
 * Gives seats to machines that a lot chooses among those on offer.
 *
 * Why: a lot favours nobody's friends; seats that rotate by lot cannot be collected.
 * Why later than the decision: the roll is frozen first, and only then the machines that sign give
 * their values.
 * Source: README.md, rules 3, 12 and 13.
 */
export const seatByLot = defineAction({
  type: "validators/seat-by-lot",
  tag: 0x0805,
  author: "circle",
  decidedAs: "seat",
  summary: "Gives seats to machines that a lot chooses among those on offer.",
  visibility: "everyone",
  input: record({ count: u8, until: moment }),
  about: { count: "how many seats", until: "when the seats end by themselves" },
  refuses: [
    "validators/only-everyone",
    "validators/seats-full",
    "validators/term-too-long",
    "validators/term-too-short",
    "validators/too-few-offers",
    "validators/too-many-lots",
    "validators/too-many-wait",
  ],
  check({ state, author, input, now }) {
    const others = requireEveryone(author);
    if (others !== undefined) return others;
    const offers = lotPool(state, now).length;
    if (input.count === 0 || offers < input.count) {
      return refuse(faults["too-few-offers"], { offers, count: input.count });
    }
    if (countSeats(state).all + input.count > SEATS_MAX) {
      return refuse(faults["seats-full"], { most: SEATS_MAX });
    }
    if (openSeatLots(state) >= SEAT_LOTS_OPEN_MAX) {
      return refuse(faults["too-many-lots"], { most: SEAT_LOTS_OPEN_MAX });
    }
    return requireRoom(state) ?? refusalOfTerm(state, input.until, now);
  },
  apply({ state, input, now, decision, sha256 }) {
    return openSeatLot(state, { sha256 }, now, { ...input, decision });
  },
  why: ({ state, input, now }) =>
    explain(
      "validators/seat-by-lot",
      `A lot chooses among machines that have been on offer for ${LOT_WAIT_DAYS} days, one for each member without a seat.`,
      { count: input.count, offers: lotPool(state, now).length, until: input.until },
      `The machines that sign give values that they cannot choose, within ${LOT_HOURS} hours; together they draw the lot.`,
    ),
});
