import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { moment, record, u8 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { lotDrawn, seatGiven } from "./events.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { drawLot, lotPool } from "./lot.ts";
import { requireEveryone } from "./machine.ts";
import { countSeats, giveSeat } from "./seat.ts";
import { refusalOfTerm } from "./term.ts";
import { LOT_WAIT_DAYS, machines, SEATS_MAX } from "./types.ts";

/**
 * Gives seats to machines that a lot chooses among those on offer.
 *
 * Why: a lot favours nobody's friends; seats that rotate by lot cannot be collected.
 * Faults: validators/only-everyone, validators/too-few-offers, validators/seats-full,
 * validators/term-too-short, validators/term-too-long.
 * Source: README.md, rule 3.
 */
export const seatByLot = defineAction({
  type: "validators/seat-by-lot",
  tag: 0x0805,
  author: "circle",
  decidedAs: "role",
  summary: "Gives seats to machines that a lot chooses among those on offer.",
  visibility: "everyone",
  input: record({ count: u8, until: moment }),
  about: { count: "how many seats", until: "when the seats end by themselves" },
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
    return refusalOfTerm(state, input.until, now);
  },
  apply({ state, input, now, decision, sha256 }) {
    const { count, until } = input;
    const pool = lotPool(state, now);
    const drawn = drawLot(state, { sha256 }, pool, { count, decision, now });
    const given = drawn.map((machine) => {
      giveSeat(state, machine, { now, until, decision });
      const operator = machines.get(state, [machine])?.operator;
      return seatGiven(operator ? [operator] : [], { machine, until, decision });
    });
    return [lotDrawn([], { pool, drawn, at: now, decision }), ...given];
  },
  why: ({ state, input, now }) =>
    explain(
      "validators/seat-by-lot",
      `A lot chooses among machines that have been on offer for ${LOT_WAIT_DAYS} days, one for each member without a seat.`,
      { count: input.count, offers: lotPool(state, now).length, until: input.until },
      "The lot is a hash of the decision's number, the moment at which it takes effect and the machines' keys: anybody can draw it again.",
    ),
});
