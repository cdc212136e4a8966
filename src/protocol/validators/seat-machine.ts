import { type CheckContext, defineAction } from "../kernel/action.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { type MachineId, machineId } from "../kernel/ids.ts";
import { moment, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { benches } from "./lot-types.ts";
import { isRunByMember, requireEveryone, seatOf } from "./machine.ts";
import { decideSeat, requireRoom } from "./pace.ts";
import { countSeats } from "./seat.ts";
import { longestTerm, refusalOfTerm } from "./term.ts";
import { machines, SEATS_MAX, seats } from "./types.ts";

interface Input {
  readonly machine: MachineId;
  readonly until: number;
}

/**
 * Gives a machine a seat, or a further term.
 *
 * Source: README.md, rules 3, 4 and 13.
 */
export const seatMachine = defineAction({
  type: "validators/seat-machine",
  tag: 0x0804,
  author: "circle",
  decidedAs: "seat",
  summary: "Gives a helper's machine a seat among those that sign, for a time.",
  visibility: "everyone",
  input: record({ machine: machineId, until: moment }),
  about: { machine: "the machine", until: "when the seat ends by itself" },
  refuses: [
    "validators/barred",
    "validators/benched",
    "validators/no-such-machine",
    "validators/one-seat",
    "validators/only-everyone",
    "validators/operator-left",
    "validators/seats-full",
    "validators/term-too-long",
    "validators/term-too-short",
    "validators/too-many-wait",
    "validators/withdrawn",
  ],
  check: (context) => requireEveryone(context.author) ?? refusalOfSeat(context),
  apply({ state, input, now, decision }) {
    return decideSeat(state, { ...input, change: "give", decision }, now);
  },
  why: ({ state, input, now }) =>
    explain(
      "validators/seat-machine",
      "Everyone together gives seats; each has the same power, and each ends by itself.",
      { machine: input.machine, until: input.until, latest: longestTerm(state, now) },
      `Machine ${input.machine} has a seat, at once or when its turn has come; it signs once its helper takes it.`,
    ),
});

function refusalOfSeat({ state, input, now }: CheckContext<Input, "circle">): Refusal | undefined {
  const { machine, until } = input;
  const row = machines.get(state, [machine]);
  if (row === undefined) return refuse(faults["no-such-machine"], { machine });
  if (row.withdrawnAt !== 0) return refuse(faults.withdrawn, { at: row.withdrawnAt });
  if (row.barredAt !== 0) return refuse(faults.barred, { at: row.barredAt });
  if (!isRunByMember(state, row)) return refuse(faults["operator-left"]);
  const own = seatOf(state, row.operator);
  if (own !== undefined && own !== machine) return refuse(faults["one-seat"], { own });
  const isNew = !seats.has(state, [machine]);
  if (isNew && countSeats(state).all >= SEATS_MAX) {
    return refuse(faults["seats-full"], { most: SEATS_MAX });
  }
  const bench = benches.get(state, [machine]);
  if (bench !== undefined && bench.until > now) return refuse(faults.benched, bench);
  const crowded = isNew ? requireRoom(state) : undefined;
  if (crowded !== undefined) return crowded;
  return refusalOfTerm(state, until, now);
}
