import { peopleCount } from "../identity/index.ts";
import type { Reader } from "../kernel/state.ts";

/**
 * Tells whether a number, of a person or of their currency, stands for somebody.
 *
 * Cost: people are numbered without a gap, so one row answers for all.
 */
export function isPerson(state: Reader, number: number): boolean {
  return number > 0 && number <= peopleCount(state);
}
