import { present } from "../kernel/assert.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Growth } from "../kernel/overlay.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { dayOf } from "../kernel/time.ts";
import { people } from "./types.ts";

const NOTHING: Growth = { rows: 0, bytes: 0 };

/** What has been added on a person's account on the day (UTC) of a moment. */
export function grownBy(state: Reader, person: PersonId, now: number): Growth {
  const row = people.get(state, [person]);
  if (row === undefined || row.grownOn !== dayOf(now)) return NOTHING;
  return { rows: row.grownRows, bytes: row.grownBytes };
}

/**
 * Adds to what has been added on a person's account today.
 *
 * Why in the person's own row: what counts growth must not itself make the state grow.
 */
export function noteGrowth(state: Writer, person: PersonId, growth: Growth, now: number): void {
  const row = present(people.get(state, [person]), "anyone who pays for growth is there");
  const before = grownBy(state, person, now);
  people.put(state, [person], {
    ...row,
    grownOn: dayOf(now),
    grownRows: before.rows + growth.rows,
    grownBytes: before.bytes + growth.bytes,
  });
}
