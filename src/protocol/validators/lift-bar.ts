import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { machineId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { barLifted } from "./events.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { requireEveryone } from "./machine.ts";
import { machines } from "./types.ts";

/**
 * Lifts the bar of a machine that signed two things at one height.
 *
 * Why: it happens to honest helpers too (a copied disk, a restored backup); the people judge it.
 * Source: README.md, rule 8.
 */
export const liftBar = defineAction({
  type: "validators/lift-bar",
  tag: 0x0807,
  author: "circle",
  decidedAs: "seat",
  summary: "Lifts the bar of a machine that signed two things at one height.",
  visibility: "everyone",
  input: record({ machine: machineId }),
  about: { machine: "the machine" },
  refuses: ["validators/no-such-machine", "validators/not-barred", "validators/only-everyone"],
  check({ state, author, input: { machine } }) {
    const others = requireEveryone(author);
    if (others !== undefined) return others;
    const row = machines.get(state, [machine]);
    if (row === undefined) return refuse(faults["no-such-machine"], { machine });
    return row.barredAt === 0 ? refuse(faults["not-barred"]) : undefined;
  },
  apply({ state, input: { machine }, decision }) {
    const row = present(machines.get(state, [machine]), "the machine was checked");
    machines.put(state, [machine], { ...row, barredAt: 0 });
    const people = row.operator === 0 ? [] : [row.operator];
    return [barLifted(people, { machine, decision })];
  },
  why: ({ input }) =>
    explain(
      "validators/lift-bar",
      "A machine that signed two things at one height has no seat until everyone lifts the bar.",
      { machine: input.machine },
      `Machine ${input.machine} is on offer again, and may be given a seat.`,
    ),
});
