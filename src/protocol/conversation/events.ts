import { defineEvent } from "../kernel/event.ts";
import { personId } from "../kernel/ids.ts";
import { u32 } from "../kernel/schema.ts";
import { subject } from "./types.ts";

const ofPost = { about: subject, number: u32, post: u32, person: personId };

/** Somebody has written a post. */
export const posted = defineEvent(
  "conversation/posted",
  { ...ofPost, replyTo: u32, quote: u32 },
  "everyone",
);
/** Somebody has changed the words of a post of theirs. */
export const edited = defineEvent("conversation/edited", ofPost, "everyone");
/** Somebody has taken a post of theirs back. */
export const takenBack = defineEvent("conversation/taken-back", ofPost, "everyone");
