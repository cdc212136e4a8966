import type { CourseDeps } from "../course.ts";
import type { WorldDeps } from "../machine.ts";

/** A bug that was put in on purpose, to see whether it is found. */
export type Bug = {
  /** What is wrong, in a few words. */
  readonly name: string;
} & (
  | {
      readonly where: "law";
      /** Makes what the run needs, with the bug in it. */
      readonly deps: () => CourseDeps;
      /** Changes a declaration in place; what it returns puts it back. */
      readonly install?: () => () => void;
    }
  | { readonly where: "engine"; readonly deps: () => WorldDeps }
);

/**
 * Seeds that are tried one after the other until a bug is found.
 *
 * Why several: a new action or figure of the law changes what each seed draws, and no bug may then
 * slip through because the one world that would have shown it is another.
 */
export const SEEDS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

/** Actions that are drawn from one seed. */
export const ACTIONS = 1500;
