import type { Invariant } from "../kernel/room.ts";
import { awakeDay } from "./awake.ts";
import { awake, members } from "./types.ts";

/** Every member counts once, on the day on which they were awake last. */
export const awakeAgrees: Invariant = {
  name: "membership/awake-agrees",
  broken(state) {
    const counted = new Map<number, number>();
    for (const { key, row } of members.entries(state, [])) {
      if (row.status !== "member") continue;
      const day = awakeDay(state, key[0], row.since);
      counted.set(day, (counted.get(day) ?? 0) + 1);
    }
    let days = 0;
    for (const { key, row } of awake.entries(state, [])) {
      days += 1;
      const found = counted.get(key[0]) ?? 0;
      if (row.people !== found) return `day ${key[0]} counts ${row.people} people, not ${found}`;
    }
    return days === counted.size ? undefined : `${counted.size} days count people, not ${days}`;
  },
};
