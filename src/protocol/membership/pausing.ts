import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { weigh } from "./admission.ts";
import { pauseApplication, resumeApplication } from "./applications.ts";

/** Lets an application rest while others look into it: nobody is admitted, and it does not lapse. */
export function pauseAdmission(state: Writer, person: PersonId): void {
  pauseApplication(state, person);
}

/** Lets an application that rested go on, and weighs it at once. */
export function resumeAdmission(state: Writer, person: PersonId, now: number): readonly Event[] {
  resumeApplication(state, person, now);
  return weigh(state, person, now);
}
