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
  "being-removed": {
    number: 7,
    sentence: "Two of your other keys are removing this one, so it can remove none.",
    remedy: "Stop that removal from two devices that you have had for long.",
  },
  "removal-under-way": {
    number: 8,
    sentence: "This device is being removed already, and this key cannot make that sooner.",
    remedy: "Wait until the day that is shown.",
  },
  "no-removal": {
    number: 9,
    sentence: "Nobody is removing this device.",
    remedy: "Look at the list of your devices again.",
  },
  "own-removal": {
    number: 10,
    sentence: "A key has no say in its own removal.",
    remedy: "Object from another of your devices, or with your recovery file.",
  },
  "opposed-already": {
    number: 11,
    sentence: "This key objects already; one more is needed.",
    remedy: "Object from another device that you have had for long.",
  },
  "too-young-to-object": {
    number: 12,
    sentence: "This key is new and ranks behind the one that removes the device.",
    remedy: "Object with your recovery file, or from a device that you have had for longer.",
  },
  "no-longer-new": {
    number: 13,
    sentence:
      "This device is yours from the beginning or for long, so it cannot be refused any more.",
    remedy: "Remove it; that takes some days.",
  },
  "ranks-behind": {
    number: 14,
    sentence: "Only a key that ranks before a new one can refuse it.",
    remedy: "Refuse it with your recovery file, or from a device that you have had for longer.",
  },
  "froze-recently": {
    number: 15,
    sentence:
      "This key has frozen your devices lately; so have all new ones together, if it is new.",
    remedy:
      "Freeze from another device or with your recovery file, or wait until the day that is shown.",
  },
  "not-frozen": {
    number: 16,
    sentence: "Your devices are not frozen.",
    remedy: "Nothing is left to do.",
  },
  "asked-already": {
    number: 17,
    sentence: "This key asks already to lift the freeze; one more is needed.",
    remedy: "Lift it from another device that you have had for long, or with your recovery file.",
  },
  "too-young-to-lift": {
    number: 18,
    sentence: "This key is too new to lift a freeze that another one made.",
    remedy: "Lift it with your recovery file, or from two devices that you have had for long.",
  },
  "added-lately": {
    number: 19,
    sentence:
      "This key has added as many devices lately as it may; so have all new ones together, if it is new.",
    remedy:
      "Add it from another device or with your recovery file, or wait until the day that is shown.",
  },
});
