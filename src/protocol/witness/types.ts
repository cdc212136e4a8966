import { bytes32, moment, record, u16, u53 } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";
import { DAY, MINUTE } from "../kernel/time.ts";

/** The room's number: orders it, and numbers its faults and tables. */
export const WITNESS = 12;

/** How many changes of the state are kept exactly. */
export const EXACT_MAX = 4096;
/** Of older changes, the last within each stretch of this length is kept. Units: milliseconds. */
export const STRETCH = 10 * MINUTE;
/** How long those are kept. Units: milliseconds. */
export const KEPT_FOR = 31 * DAY;

/** What the states were whose time is over, each with the heights after which it stood. */
export const roots = table({
  id: 0x0c01,
  name: "witness/roots",
  about: "The root of the state after a block, from a block up to this one, and when it was over.",
  key: [part("height", u53)],
  visibility: "everyone",
  row: record({ root: bytes32, since: u53, at: moment }),
});

/** How much is kept exactly. */
export const window = table({
  id: 0x0c02,
  name: "witness/window",
  about: "How many roots are kept exactly, and the heights of the oldest and the newest of them.",
  key: [],
  visibility: "everyone",
  row: record({ count: u16, oldest: u53, newest: u53 }),
});

/** A root as it is kept. */
export interface KeptRoot {
  readonly root: Uint8Array;
  /** The first height after which it stood. */
  readonly since: number;
  /** The time of the block that changed it. */
  readonly at: number;
}
