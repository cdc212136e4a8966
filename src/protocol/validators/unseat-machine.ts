import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { machineId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { requireEveryone } from "./machine.ts";
import { decideSeat, requireRoom } from "./pace.ts";
import { seats } from "./types.ts";

/**
 * Takes a machine's seat back before its term is over.
 *
 * Why it may wait: in 30 days fewer than a third of the seats change by decision.
 * Source: README.md, rules 4 and 13.
 */
export const unseatMachine = defineAction({
  type: "validators/unseat-machine",
  tag: 0x0806,
  author: "circle",
  decidedAs: "seat",
  summary: "Takes a machine's seat back.",
  visibility: "everyone",
  input: record({ machine: machineId }),
  about: { machine: "the machine" },
  refuses: ["validators/no-seat", "validators/only-everyone", "validators/too-many-wait"],
  check({ state, author, input }) {
    const others = requireEveryone(author);
    if (others !== undefined) return others;
    if (!seats.has(state, [input.machine])) return refuse(faults["no-seat"]);
    return requireRoom(state);
  },
  apply: ({ state, input: { machine }, decision, now }) =>
    decideSeat(state, { machine, change: "unseat", until: 0, decision }, now),
  why: ({ input }) =>
    explain(
      "validators/unseat-machine",
      "Everyone together gives seats, and may take them back.",
      { machine: input.machine },
      `Machine ${input.machine} stays on offer; it stops signing as soon as its turn has come and enough others sign.`,
    ),
});
