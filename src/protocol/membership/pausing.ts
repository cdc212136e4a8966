import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { weigh } from "./admission.ts";
import { pauseApplication, resumeApplication } from "./applications.ts";
import { held } from "./waiting-types.ts";

/**
 * Lets a person's application rest while others look into it: nobody is admitted, and it does not lapse.
 *
 * Why also without an application: anyone who leaves meanwhile and applies again is not admitted either.
 */
export function pauseAdmission(state: Writer, person: PersonId): void {
  held.put(state, [person], {});
  pauseApplication(state, person);
}

/** Lets an application that rested go on, and weighs it at once. */
export function resumeAdmission(state: Writer, person: PersonId, now: number): readonly Event[] {
  held.delete(state, [person]);
  resumeApplication(state, person, now);
  return weigh(state, person, now);
}
