import { defineEvent } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";

/** Somebody has published a text. */
export const textPublished = defineEvent<{ text: Uint8Array; owner: PersonId; kind: string }>(
  "records/text-published",
);
/** A text is to be gone everywhere. */
export const textErased = defineEvent<{ text: Uint8Array; owner: PersonId }>("records/text-erased");
/** Somebody says anew who they are, or no longer says it (a text of zeros). */
export const profileSet = defineEvent<{ person: PersonId; text: Uint8Array }>(
  "records/profile-set",
);
