import { defineFaults } from "../kernel/fault.ts";
import { IDENTITY } from "./types.ts";

/** What the room refuses. */
export const identityFaults = defineFaults("identity", IDENTITY, {
  "key-taken": {
    number: 1,
    sentence: "This key is in use already, or was once.",
    remedy: "Make a new key on this device; a key is used once only.",
  },
  "not-proven": {
    number: 2,
    sentence: "The new device has not shown that the key is its own.",
    remedy: "Start again on the new device and approve it there too.",
  },
  "too-many-devices": {
    number: 3,
    sentence: "You have as many devices as one person may have.",
    remedy: "Remove a device that you no longer use.",
  },
  "no-such-device": {
    number: 4,
    sentence: "You have no such device.",
    remedy: "Look at the list of your devices; it may have been removed already.",
  },
  "last-key": {
    number: 5,
    sentence: "This is your last key; without it you could never come back.",
    remedy: "Add another device or a recovery file first.",
  },
  "ends-too-soon": {
    number: 6,
    sentence: "The device's time would be over before it began.",
    remedy: "Choose a later end, or none.",
  },
});
