import type { MachineId } from "../kernel/ids.ts";
import { personId } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { memberCount } from "../membership/index.ts";
import {
  LOT_HOURS,
  type Lot,
  type LotName,
  lotKinds,
  lotNumbers,
  lots,
  lotValues,
} from "./lot-types.ts";
import { nextChangeAt, paceOf } from "./pace.ts";
import { changeBackers, PACE_DAYS, waitingChanges } from "./pace-types.ts";

/** Lots of each kind that are shown: the newest. */
const SHOWN_MAX = 20;

/** The newest lots: what they wait for, and what came of them. */
export const lotsView = defineView({
  name: "validators/lots",
  summary: "The newest lots of each kind: whom they wait for, and what came of them.",
  visibility: "everyone",
  query: record({}),
  read({ state }) {
    const shown = [];
    for (const kind of lotKinds) {
      const last = lotNumbers.get(state, [kind])?.last ?? 0;
      for (let number = last; number > 0 && number > last - SHOWN_MAX; number -= 1) {
        const lot = lots.get(state, [kind, number]);
        if (lot !== undefined) shown.push(readLot(state, { kind, number }, lot));
      }
    }
    return shown;
  },
});

function readLot(state: Reader, name: LotName, lot: Lot) {
  const waitingFor: MachineId[] = [];
  const givenBy: MachineId[] = [];
  for (const { key, row } of lotValues.entries(state, [name.kind, name.number])) {
    (row.at === 0 ? waitingFor : givenBy).push(key[2]);
  }
  return { ...name, ...lot, waitingFor, givenBy, sentence: sentenceOf(lot) };
}

/** How a lot stands, in plain words. */
function sentenceOf({ standing, asked, given }: Lot): string {
  if (standing === "drawn") {
    const alone = asked === 1 ? " The one machine knew the result beforehand." : "";
    return `Drawn from the values of ${given} of ${asked} machines, which none of them could choose.${alone}`;
  }
  if (standing === "failed") {
    return `It came to nothing: only ${given} of ${asked} machines gave their values. Everyone together decides.`;
  }
  return `It waits for the values of ${asked - given} of ${asked} machines, for ${LOT_HOURS} hours at most.`;
}

/** How many seats may change, and what waits for its turn. */
export const changesView = defineView({
  name: "validators/changes",
  summary:
    "How many seats everyone may change within 30 days, and which changes wait for their turn.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, now, query: { person } }) {
    const { limit, used, seatsThen } = paceOf(state, now);
    const members = memberCount(state);
    const waiting = [...waitingChanges.entries(state, [])].map(({ key, row }) => ({
      number: key[0],
      ...row,
      isBacked: changeBackers.has(state, [key[0], person]),
    }));
    return {
      limit,
      used,
      seatsThen,
      nextAt: nextChangeAt(state, now),
      members,
      needed: divFloor(members, 2) + 1,
      waiting,
      sentence: `In ${PACE_DAYS} days at most ${limit} of the seats change by decision; ${used} have. What is too much waits for its turn, unless more than half of all members want it now.`,
    };
  },
});
