import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { machineId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { seatTaken } from "./events.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { benches } from "./lot-types.ts";
import { requireOwn } from "./machine.ts";
import { take } from "./seat.ts";
import { seats } from "./types.ts";

/**
 * Takes a seat that was given to one's machine, or takes it again after a pause.
 *
 * Why a step of its own: a machine that is not there yet, and counts, brings the others nearer to a
 * standstill; so its helper says when it is ready.
 * Source: README.md, rules 4 and 7.
 */
export const takeSeat = defineAction({
  type: "validators/take-seat",
  tag: 0x0803,
  author: "person",
  summary: "Takes the seat of a machine that you run: it is ready to sign.",
  visibility: "everyone",
  input: record({ machine: machineId }),
  about: { machine: "the machine" },
  refuses: [
    "validators/benched",
    "validators/no-seat",
    "validators/no-such-machine",
    "validators/not-yours",
    "validators/seat-taken",
    "validators/withdrawn",
  ],
  check({ state, author, input: { machine }, now }) {
    const foreign = requireOwn(state, author, machine);
    if (foreign !== undefined) return foreign;
    const seat = seats.get(state, [machine]);
    if (seat === undefined || seat.until <= now) return refuse(faults["no-seat"]);
    if (seat.standing === "taken") return refuse(faults["seat-taken"]);
    const bench = benches.get(state, [machine]);
    return bench !== undefined && bench.until > now ? refuse(faults.benched, bench) : undefined;
  },
  apply({ state, author, input: { machine }, now }) {
    take(state, machine, now);
    return [seatTaken([author], { machine })];
  },
  why: ({ state, input }) =>
    explain(
      "validators/take-seat",
      "A machine signs once its helper says that it is ready.",
      { machine: input.machine, until: seats.get(state, [input.machine])?.until ?? 0 },
      "It begins to sign within a few blocks; from then on the others count on it.",
    ),
});
