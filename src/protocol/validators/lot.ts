import { type MachineId, NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { isMember } from "../membership/index.ts";
import { benches } from "./lot-types.ts";
import { LOT_WAIT_DAYS, machines, seats } from "./types.ts";

/**
 * Lists the machines on which a lot may fall: on offer for a week, run by a member who has no seat,
 * no barred machine and none that kept its value from a lot; of each member the one that was offered first.
 */
export function lotPool(state: Reader, now: number): MachineId[] {
  const pool: MachineId[] = [];
  const left = new Set<PersonId>([NOBODY]);
  for (const { key, row } of machines.entries(state, [])) {
    const isBenched = (benches.get(state, key)?.until ?? 0) > now;
    if (row.barredAt !== 0 || isBenched || seats.has(state, key)) left.add(row.operator);
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
