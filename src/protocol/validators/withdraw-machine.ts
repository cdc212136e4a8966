import { defineAction } from "../kernel/action.ts";
import { machineId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { machineWithdrawn } from "./events.ts";
import { requireOwn } from "./machine.ts";
import { withdraw } from "./seat.ts";

/**
 * Takes a machine off offer, and gives its seat back.
 *
 * Why it may go on signing for a while: the set changes step by step and never falls below four.
 * Source: README.md, rules 1 and 5.
 */
export const withdrawMachine = defineAction({
  type: "validators/withdraw-machine",
  tag: 0x0802,
  author: "person",
  free: "anyone who runs a machine may withdraw it at any time",
  summary: "Withdraws a machine that you run, and gives its seat back.",
  visibility: "everyone",
  input: record({ machine: machineId }),
  about: { machine: "the machine" },
  refuses: ["validators/no-such-machine", "validators/not-yours", "validators/withdrawn"],
  check: ({ state, author, input }) => requireOwn(state, author, input.machine),
  apply({ state, author, input: { machine }, now }) {
    withdraw(state, machine, now);
    return [machineWithdrawn([author], { machine, operator: author })];
  },
  why: ({ input }) =>
    explain(
      "validators/withdraw-machine",
      "Anyone who runs a machine may withdraw it at any time.",
      { machine: input.machine },
      "Keep it running until it no longer signs: a set of four waits until another machine came.",
    ),
});
