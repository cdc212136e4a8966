import type { RuleContext } from "../kernel/action.ts";
import { concatBytes } from "../kernel/bytes.ts";
import { inDomain } from "../kernel/domain.ts";
import type { Event } from "../kernel/event.ts";
import { type DecisionId, type MachineId, machineId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { drawSequence } from "./draw.ts";
import { lotDrawn, lotFailed, lotOpened, seatSuspended } from "./events.ts";
import { lotPool } from "./lot.ts";
import {
  benches,
  LOT_BENCH_DAYS,
  type LotName,
  lotDeadlines,
  lotRolls,
  ROLL_MAX,
  seatLots,
} from "./lot-types.ts";
import { lotOf, requestLot, type Settled, settleLot } from "./lots.ts";
import { decideSeat, isStillPossible } from "./pace.ts";
import { attendanceOf, suspend } from "./seat.ts";
import { peopleOf } from "./signing.ts";
import { seats } from "./types.ts";

type Hashing = Pick<RuleContext, "sha256">;

/** The hash of a roll of machines: their numbers, in order. */
export function rollHash({ sha256 }: Hashing, roll: readonly MachineId[]): Uint8Array {
  return sha256(inDomain("lot-roll", concatBytes(...roll.map((one) => encode(machineId, one)))));
}

/** What a lot about seats is to give. */
export interface SeatLot {
  readonly count: number;
  readonly until: number;
  readonly decision: DecisionId;
}

/** Freezes the roll of machines on which a lot may fall, and opens the lot. */
export function openSeatLot(state: Writer, world: Hashing, now: number, lot: SeatLot): Event[] {
  const pool = lotPool(state, now).slice(0, ROLL_MAX);
  const roll = rollHash(world, pool);
  const number = requestLot(state, now, { kind: "seat", roll, size: pool.length });
  for (const [place, machine] of pool.entries()) lotRolls.put(state, [number, place], { machine });
  seatLots.put(state, [number], lot);
  return [lotOpened([], { number, roll: pool, until: lotOf(state, name(number)).until })];
}

const name = (number: number): LotName => ({ kind: "seat", number });

/** Counts the lots about seats that are open. */
export function openSeatLots(state: Reader): number {
  let count = 0;
  for (const { key } of lotDeadlines.entries(state, [])) if (key[1] === "seat") count += 1;
  return count;
}

/**
 * Settles a lot for which nothing more is to be waited, and does what follows from it in this room.
 *
 * Why those who kept their value stay away only where the lot is drawn: with a third of them
 * missing it is the network that fails, and everyone decides.
 */
export function closeLot(state: Writer, world: Hashing, lot: LotName, now: number): Event[] {
  const settled = settleLot(state, world, lot, now);
  const events = settled.standing === "drawn" ? bench(state, settled, now) : [];
  if (lot.kind === "seat") events.push(...giveDrawn(state, world, settled, now));
  else events.push(outcomeEvent(settled));
  return events;
}

function outcomeEvent({ lot, standing, absent }: Settled, drawn: readonly MachineId[] = []): Event {
  const told = { ...lot, absent };
  return standing === "drawn" ? lotDrawn([], { ...told, drawn }) : lotFailed([], told);
}

function bench(state: Writer, { absent }: Settled, now: number): Event[] {
  const events: Event[] = [];
  for (const machine of absent) {
    benches.put(state, [machine], { until: now + LOT_BENCH_DAYS * DAY });
    if (seats.get(state, [machine])?.standing !== "taken") continue;
    suspend(state, machine, now);
    const absences = attendanceOf(state, machine).inARow;
    events.push(seatSuspended(peopleOf(state, machine), { machine, absences }));
  }
  return events;
}

/** Gives the seats of a lot that is drawn, and lets its roll go. */
function giveDrawn(state: Writer, world: Hashing, settled: Settled, now: number): Event[] {
  const { number } = settled.lot;
  const asked = seatLots.get(state, [number]);
  const roll = [...lotRolls.entries(state, [number])].map(({ key, row }) => {
    lotRolls.delete(state, key);
    return row.machine;
  });
  seatLots.delete(state, [number]);
  if (settled.standing === "failed" || asked === undefined) return [outcomeEvent(settled)];
  const { value, size } = lotOf(state, settled.lot);
  const drawn: MachineId[] = [];
  const events: Event[] = [];
  const { until, decision } = asked;
  for (const place of drawSequence(world, { value, size })) {
    if (drawn.length === asked.count) break;
    const machine = roll[place] as MachineId;
    const decided = { machine, change: "give", until, decision } as const;
    if (seats.has(state, [machine]) || !isStillPossible(state, decided, now)) continue;
    drawn.push(machine);
    events.push(...decideSeat(state, decided, now));
  }
  return [outcomeEvent(settled, drawn), ...events];
}
