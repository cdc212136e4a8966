import { dropNotice, noticesOver } from "../identity/index.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { closeApplication } from "./applications.ts";
import { personLeft } from "./events.ts";
import { putMember } from "./standing.ts";
import { members } from "./types.ts";

/** Members whose leaving takes effect in one block at most; the others follow in the next. */
const GONE_MAX = 256;

/** Ends somebody's membership or application by their own will; what is others' stays as it is. */
export function go(state: Writer, person: PersonId, now: number): readonly Event[] {
  const row = present(members.get(state, [person]), "anyone who goes has applied once");
  dropNotice(state, person);
  closeApplication(state, person);
  putMember(state, person, { ...row, status: "left", since: now });
  return [personLeft([person], { person })];
}

/** Lets those go whose notice takes effect. */
export function goOnNotice(state: Writer, now: number): readonly Event[] {
  return noticesOver(state, now, GONE_MAX).flatMap((person) => go(state, person, now));
}
