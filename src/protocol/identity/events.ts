import { defineEvent } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";

/** Somebody has a number and a first key. */
export const personArrived = defineEvent<{ person: PersonId }>("identity/person-arrived");
/** A person has one more device. */
export const deviceAdded = defineEvent<{ person: PersonId; device: number; kind: string }>(
  "identity/device-added",
);
/** A device of a person can no longer sign. */
export const deviceRevoked = defineEvent<{ person: PersonId; device: number }>(
  "identity/device-revoked",
);
