import { defineEvent } from "../kernel/event.ts";
import { personId } from "../kernel/ids.ts";
import { bytes32 } from "../kernel/schema.ts";
import { textKind } from "../kernel/text-kind.ts";

/** Somebody has published a text. */
export const textPublished = defineEvent(
  "records/text-published",
  { text: bytes32, owner: personId, kind: textKind },
  "everyone",
);
/** A text is to be gone everywhere. */
export const textErased = defineEvent(
  "records/text-erased",
  { text: bytes32, owner: personId },
  "everyone",
);
/** Somebody says again who they are, or no longer says it (a text of zeros). */
export const profileSet = defineEvent(
  "records/profile-set",
  { person: personId, text: bytes32 },
  "everyone",
);
