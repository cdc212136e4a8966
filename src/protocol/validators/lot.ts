import type { Surroundings } from "../kernel/action.ts";
import { compareBytes } from "../kernel/bytes.ts";
import { inDomain } from "../kernel/domain.ts";
import {
  type DecisionId,
  decisionId,
  type MachineId,
  NOBODY,
  type PersonId,
} from "../kernel/ids.ts";
import { encode, moment } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { isMember } from "../membership/index.ts";
import { LOT_WAIT_DAYS, machines, seats } from "./types.ts";

/**
 * Lists the machines on which a lot may fall: on offer for a week, run by a member who has no seat
 * and no barred machine; of each member the one that was offered first.
 */
export function lotPool(state: Reader, now: number): MachineId[] {
  const pool: MachineId[] = [];
  const left = new Set<PersonId>([NOBODY]);
  for (const { key, row } of machines.entries(state, [])) {
    if (row.barredAt !== 0 || seats.has(state, key)) left.add(row.operator);
  }
  for (const { key, row } of machines.entries(state, [])) {
    const isOld = row.since + LOT_WAIT_DAYS * DAY <= now;
    if (row.withdrawnAt !== 0 || !isOld || left.has(row.operator)) continue;
    if (!isMember(state, row.operator)) continue;
    left.add(row.operator);
    pool.push(key[0]);
  }
  return pool;
}

/**
 * Draws some machines of a pool: those whose hash with the moment of the draw comes first.
 *
 * Why the moment: nobody knows to the millisecond when the block comes that lets the decision take
 * effect; so whoever proposes or votes cannot choose the outcome, and anybody can draw it again.
 */
export function drawLot(
  state: Reader,
  { sha256 }: Pick<Surroundings, "sha256">,
  pool: readonly MachineId[],
  draw: { readonly count: number; readonly decision: DecisionId; readonly now: number },
): MachineId[] {
  const { count, decision, now } = draw;
  const ranked = pool.map((machine) => {
    const key = machines.get(state, [machine])?.key ?? new Uint8Array(32);
    const message = inDomain("lot", encode(decisionId, decision), encode(moment, now), key);
    return { machine, rank: sha256(message) };
  });
  ranked.sort((left, right) => compareBytes(left.rank, right.rank));
  return ranked.slice(0, count).map(({ machine }) => machine);
}
