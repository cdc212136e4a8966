import { parameterValue } from "../constitution/index.ts";
import type { RuleContext } from "../kernel/action.ts";
import { daysText, percentText } from "../kernel/figures.ts";
import type { MachineId } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { lotPool } from "./lot.ts";
import { addressOf } from "./machine.ts";
import { attendanceOf } from "./seat.ts";
import { changesPerBlock, signingPlan, smallestSet } from "./signing.ts";
import { LOT_WAIT_DAYS, type Machine, machines, misbehaviours, seats, signers } from "./types.ts";

const ALL = 10_000;

/** How a machine stands, as people see it. */
export type Standing =
  | "offered"
  | "given"
  | "coming"
  | "signing"
  | "leaving"
  | "suspended"
  | "barred"
  | "withdrawn";

/** All machines, who runs them, how reliably, and why each stands as it does. */
export const helpersView = defineView({
  name: "validators/helpers",
  summary: "Who runs machines: on offer or with a seat, since when, how reliably, and why so.",
  visibility: "everyone",
  query: record({}),
  read({ state, sha256 }) {
    const list = [];
    for (const { key, row } of machines.entries(state, [])) {
      list.push(readMachine(state, { sha256 }, key[0], row));
    }
    return list;
  },
});

function readMachine(
  state: Reader,
  world: Pick<RuleContext, "sha256">,
  machine: MachineId,
  row: Machine,
) {
  const address = addressOf(world, row.key);
  const seat = seats.get(state, [machine]);
  const standing = standingOf(state, machine, row);
  const { present, absent, inARow, owed } = attendanceOf(state, machine);
  const noted = present + absent;
  const uptime = noted === 0 ? undefined : divFloor(present * ALL, noted);
  const proven = [...misbehaviours.entries(state, [address])];
  return {
    machine,
    address,
    key: row.key,
    operator: row.operator,
    declaration: row.declaration,
    since: row.since,
    standing,
    sentence: sentences(state, { inARow, uptime })[standing],
    isSigning: signers.has(state, [machine]),
    signsSince: signers.get(state, [machine])?.since ?? 0,
    seatUntil: seat?.until ?? 0,
    decision: seat?.decision ?? 0,
    present,
    absent,
    absentInARow: inARow,
    /** Share of the times at which it was looked for; nothing while it never was. */
    uptime: uptime ?? null,
    owed,
    misbehaviours: proven.map(({ key, row: { kind, at } }) => ({ height: key[1], kind, at })),
  };
}

function standingOf(state: Reader, machine: MachineId, row: Machine): Standing {
  const isSigning = signers.has(state, [machine]);
  if (row.barredAt !== 0) return "barred";
  const seat = seats.get(state, [machine])?.standing;
  if (seat === "taken") return isSigning ? "signing" : "coming";
  if (seat === "suspended") return "suspended";
  if (isSigning) return "leaving";
  if (row.withdrawnAt !== 0) return "withdrawn";
  return seat ?? "offered";
}

interface Noted {
  readonly inARow: number;
  readonly uptime: number | undefined;
}

/** Why a machine stands as it does, in plain words. */
function sentences(state: Reader, { inARow, uptime }: Noted): { readonly [S in Standing]: string } {
  const there = uptime === undefined ? "" : ` It was there ${percentText(uptime)} of the time.`;
  const away = inARow === 0 ? "" : ` It has been away ${inARow} times in a row now.`;
  const most = parameterValue(state, "absences-in-a-row");
  return {
    offered: "On offer. Everyone together can give it a seat.",
    given: "It has a seat, and signs once its helper takes it.",
    coming: "It begins to sign within a few blocks.",
    signing: `It signs blocks.${there}${away}`,
    leaving: "It has no seat any more, and signs on until enough others do.",
    suspended: `It was away ${most} times in a row or was left out of a restart, and pauses until its helper takes the seat again.`,
    barred:
      "It signed two things at one height and has no seat, until everyone together lifts the bar.",
    withdrawn: "Its helper has withdrawn it, or has left.",
  };
}

/** The set of machines that sign, and how it may change. */
export const setView = defineView({
  name: "validators/set",
  summary:
    "How many machines sign, how many may fail, who is coming and going, who a lot may fall on.",
  visibility: "everyone",
  query: record({}),
  read({ state, now }) {
    const { size, coming, leaving } = signingPlan(state);
    const mayFail = size === 0 ? 0 : divFloor(size - 1, 3);
    return {
      size,
      needed: size === 0 ? 0 : divFloor(size * 2, 3) + 1,
      mayFail,
      smallest: smallestSet(size),
      changesPerBlock: changesPerBlock(size),
      coming,
      leaving,
      lotPool: lotPool(state, now),
      lotSentence: `A lot may fall on a machine that has been on offer for ${daysText(LOT_WAIT_DAYS)}.`,
      seatDaysMax: parameterValue(state, "seat-days-max"),
    };
  },
});
