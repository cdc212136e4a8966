import type { Invariant } from "../kernel/room.ts";
import { stretchOf } from "./record.ts";
import { EXACT_MAX, roots, window } from "./types.ts";

/** Every root stands for heights of its own, in order; older ones are one for each stretch of time. */
export const rootsAreInOrder: Invariant = {
  name: "witness/roots-are-in-order",
  broken(state) {
    const held = window.get(state, []);
    let last = { height: -1, stretch: -1 };
    let exact = 0;
    for (const { key, row } of roots.entries(state, [])) {
      const [height] = key;
      if (held === undefined) return `the root at ${height} is in no window`;
      if (row.since <= last.height || row.since > height) return `${height} begins at ${row.since}`;
      const stretch = stretchOf(row.at);
      if (height >= held.oldest) exact += 1;
      else if (stretch === last.stretch)
        return `two older roots stand for one stretch at ${height}`;
      last = { height, stretch };
    }
    if (held === undefined) return undefined;
    if (held.count > EXACT_MAX) return `${held.count} roots are kept exactly`;
    if (exact !== held.count) return `${exact} roots are kept exactly, not ${held.count}`;
    return last.height === held.newest ? undefined : `the newest root is at ${last.height}`;
  },
};
