import { defineEvent } from "../kernel/event.ts";
import { personId } from "../kernel/ids.ts";
import { moment, u16 } from "../kernel/schema.ts";
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
  { person: personId, device: u16, kind: deviceKind, by: u16 },
  "everyone",
);
/** A device of a person can no longer sign. */
export const deviceRevoked = defineEvent(
  "identity/device-revoked",
  { person: personId, device: u16 },
  "everyone",
);
/** A device of a person is to be removed at a moment, unless another key objects. */
export const removalBegun = defineEvent(
  "identity/removal-begun",
  { person: personId, device: u16, by: u16, at: moment },
  "everyone",
);
/** A second key of a person removes the same device. */
export const removalJoined = defineEvent(
  "identity/removal-joined",
  { person: personId, device: u16, by: u16, at: moment },
  "everyone",
);
/** A key objects to a removal; one more is needed to stop it. */
export const removalOpposed = defineEvent(
  "identity/removal-opposed",
  { person: personId, device: u16, by: u16 },
  "everyone",
);
/** A removal was stopped. */
export const removalStopped = defineEvent(
  "identity/removal-stopped",
  { person: personId, device: u16, by: u16 },
  "everyone",
);
/** A removal came to nothing, since a key that it needed has ended. */
export const removalEnded = defineEvent(
  "identity/removal-ended",
  { person: personId, device: u16 },
  "everyone",
);
/** A new key of a person was refused by one that ranks before it. */
export const deviceRefused = defineEvent(
  "identity/device-refused",
  { person: personId, device: u16, by: u16 },
  "everyone",
);
/** A person's everyday keys are frozen. */
export const keysFrozen = defineEvent(
  "identity/keys-frozen",
  { person: personId, by: u16, until: moment },
  "everyone",
);
/** One of two keys that are needed asks to lift a freeze. */
export const liftAsked = defineEvent(
  "identity/lift-asked",
  { person: personId, by: u16 },
  "everyone",
);
/** A person's keys are free again. */
export const freezeLifted = defineEvent(
  "identity/freeze-lifted",
  { person: personId, by: u16 },
  "everyone",
);
/** A notice that somebody leaves was called off: they stay. */
export const noticeCalledOff = defineEvent(
  "identity/notice-called-off",
  { person: personId, by: u16 },
  "everyone",
);
