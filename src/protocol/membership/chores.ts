import { parameterValue } from "../constitution/index.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { type Chores, chores } from "./waiting-types.ts";

/** What the room has still to look through; nothing before the founding. */
export function choresOf(state: Reader): Chores {
  return (
    chores.get(state, []) ?? {
      ...ruleOf(state),
      weighAt: 0,
      person: NOBODY,
      placeAt: 0,
    }
  );
}

/** Writes down the rule of the founding, against which later ones are compared. */
export function beginChores(state: Writer): void {
  chores.put(state, [], choresOf(state));
}

/** Has all applications weighed again, from the first on, from a moment on. */
export function weighAllAgain(state: Writer, weighAt: number): void {
  const { placeAt } = choresOf(state);
  chores.put(state, [], { ...ruleOf(state), weighAt, person: NOBODY, placeAt });
}

/** Says when the next place can be given. */
export function setPlaceAt(state: Writer, placeAt: number): void {
  const held = choresOf(state);
  if (held.placeAt !== placeAt) chores.put(state, [], { ...held, placeAt });
}

/** Tells whether the rule for admission is another than the one by which all were weighed last. */
export function isRuleNew(state: Reader): boolean {
  const held = choresOf(state);
  const { needed, elderDays } = ruleOf(state);
  return held.needed !== needed || held.elderDays !== elderDays;
}

function ruleOf(state: Reader): Pick<Chores, "needed" | "elderDays"> {
  return {
    needed: parameterValue(state, "vouches-needed"),
    elderDays: parameterValue(state, "elder-after-days"),
  };
}

/** Notes up to whom all applications have been weighed, and when it goes on (0: it is over). */
export function setWeighed(state: Writer, person: PersonId, weighAt: number): void {
  chores.put(state, [], { ...choresOf(state), weighAt, person });
}
