import type { AsOf } from "../client.ts";
import type { WholeViewDeps } from "./whole-view.ts";

/** Something that a screen shows: a view of the law, as its node answered it. */
export interface ShownView {
  readonly name: string;
  /** What was asked, as plain data. */
  readonly query: unknown;
  /** The answer; nothing where the node said that there is none. */
  readonly value: unknown;
  /** Of when the node said that it is; nothing where it said nothing. */
  readonly asOf: Pick<AsOf, "height" | "now"> | undefined;
}

/** What checking needs. */
export interface CheckShownDeps extends WholeViewDeps {
  /** The device's own clock. Units: milliseconds since 1970. */
  readonly now: () => number;
}
