import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { machineId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { seatTakenBack } from "./events.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { requireEveryone } from "./machine.ts";
import { machines, seats } from "./types.ts";

/**
 * Takes a machine's seat back before its term is over.
 *
 * Faults: validators/only-everyone, validators/no-seat.
 * Source: README.md, rule 4.
 */
export const unseatMachine = defineAction({
  type: "validators/unseat-machine",
  tag: 0x0806,
  author: "circle",
  decidedAs: "role",
  summary: "Takes a machine's seat back.",
  visibility: "everyone",
  input: record({ machine: machineId }),
  about: { machine: "the machine" },
  check({ state, author, input }) {
    const others = requireEveryone(author);
    if (others !== undefined) return others;
    return seats.has(state, [input.machine]) ? undefined : refuse(faults["no-seat"]);
  },
  apply({ state, input: { machine }, decision }) {
    seats.delete(state, [machine]);
    const operator = machines.get(state, [machine])?.operator;
    return [seatTakenBack(operator ? [operator] : [], { machine, decision })];
  },
  why: ({ input }) =>
    explain(
      "validators/unseat-machine",
      "Everyone together gives seats, and may take them back.",
      { machine: input.machine },
      `Machine ${input.machine} stays on offer; it stops signing as soon as enough others sign.`,
    ),
});
