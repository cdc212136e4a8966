import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A clock that a test sets ahead, for every program of the command line that it starts. */
export interface ShiftedClock {
  /** What those programs find in their environment. */
  readonly env: { readonly [name: string]: string };
  /** Lets time pass. Units: milliseconds. */
  pass(milliseconds: number): void;
}

/** What is loaded before the program, and moves its clock. */
const LOADED = `
import { readFileSync } from "node:fs";
const real = Date.now;
const Real = Date;
const ahead = () => Number(readFileSync(process.env.SHIFTED_CLOCK, "utf8"));
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(real() + ahead());
    else super(...given);
  }
  static now() {
    return real() + ahead();
  }
};
`;

/**
 * Makes a clock in a folder.
 *
 * Why: a real community lives through months. Its programs run as they are; only what they take for
 * the time is ahead of it.
 */
export function shiftedClock(root: string): ShiftedClock {
  const folder = join(root, "clock");
  mkdirSync(folder);
  const loaded = join(folder, "clock.mjs");
  const file = join(folder, "ahead");
  writeFileSync(loaded, LOADED);
  writeFileSync(file, "0");
  let ahead = 0;
  return {
    env: { SHIFTED_CLOCK: file, NODE_OPTIONS: `--import ${pathToFileURL(loaded).href}` },
    pass(milliseconds) {
      ahead += milliseconds;
      writeFileSync(file, String(ahead));
    },
  };
}
