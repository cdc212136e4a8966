import { defineEvent } from "../kernel/event.ts";
import { personId } from "../kernel/ids.ts";
import { u16 } from "../kernel/schema.ts";
import { deviceKind } from "./types.ts";

/** Somebody has a number and a first key. */
export const personArrived = defineEvent(
  "identity/person-arrived",
  { person: personId },
  "everyone",
);
/** A person has one more device. */
export const deviceAdded = defineEvent(
  "identity/device-added",
  { person: personId, device: u16, kind: deviceKind },
  "everyone",
);
/** A device of a person can no longer sign. */
export const deviceRevoked = defineEvent(
  "identity/device-revoked",
  { person: personId, device: u16 },
  "everyone",
);
