import { noticeOf } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { isElderWith } from "./elders.ts";
import { isMember } from "./standing.ts";
import { members, vouchesFor } from "./types.ts";
import { standsBetween } from "./vouching.ts";

/** How many standing vouches each person has received. */
type Received = ReadonlyMap<PersonId, number>;

/**
 * Counts everybody's standing vouches at once.
 *
 * Cost: one pass over all vouches, for views of everybody only; no rule of the room uses it.
 */
export function receivedByAll(state: Reader, now: number): Received {
  const received = new Map<PersonId, number>();
  for (const { key, row } of vouchesFor.entries(state, [])) {
    const pair = { from: key[1], to: key[0] };
    if (!isMember(state, key[1]) || !standsBetween(state, pair, row, now)) continue;
    received.set(key[0], (received.get(key[0]) ?? 0) + 1);
  }
  return received;
}

/** Lists everybody who has ever applied, by number. */
export function roll(state: Reader, now: number, received: Received) {
  return [...members.entries(state, [])].map(({ key, row }) => {
    const count = received.get(key[0]) ?? 0;
    return {
      person: key[0],
      status: row.status,
      since: row.since,
      invitedBy: row.invitedBy,
      founder: row.founder,
      isElder: isElderWith(state, row, count, now),
      vouches: count,
      leavesAt: noticeOf(state, key[0])?.at ?? 0,
    };
  });
}

/** Counts all elders. */
export function countElders(state: Reader, now: number, received: Received): number {
  let elders = 0;
  for (const { key, row } of members.entries(state, [])) {
    if (isElderWith(state, row, received.get(key[0]) ?? 0, now)) elders += 1;
  }
  return elders;
}
