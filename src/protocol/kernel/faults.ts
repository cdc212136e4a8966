import { defineFaults } from "./fault.ts";

/** What the state machine itself refuses, before any room is asked. */
export const kernelFaults = defineFaults("kernel", 0, {
  malformed: {
    number: 1,
    sentence: "These bytes are not an action.",
    remedy: "Send the action again from an up-to-date app.",
  },
  "too-large": {
    number: 2,
    sentence: "The action is larger than an action may be.",
    remedy: "Shorten it, or put long text into a document and refer to it.",
  },
  "other-community": {
    number: 3,
    sentence: "The action was signed for another community.",
    remedy: "Open the community that it belongs to and do it there.",
  },
  expired: {
    number: 4,
    sentence: "The action waited too long and is no longer valid.",
    remedy: "Do it again; it will be signed again.",
  },
  "expires-too-late": {
    number: 5,
    sentence: "The action would stay valid for longer than seven days.",
    remedy: "Check the clock of this device, then do it again.",
  },
  "unknown-action": {
    number: 6,
    sentence: "This community's law knows no such action.",
    remedy: "Update the app, or wait until the community has adopted the newer law.",
  },
  "not-for-people": {
    number: 7,
    sentence: "Only a circle can do this, by a decision.",
    remedy: "Propose it; if it passes, the circle does it by itself.",
  },
  "malformed-input": {
    number: 8,
    sentence: "The details of the action do not fit its form.",
    remedy: "Check the values that were given.",
  },
  "unknown-device": {
    number: 9,
    sentence: "This device does not belong to any person here.",
    remedy: "Approve this device from one that you already use, or open your recovery file.",
  },
  "device-ended": {
    number: 10,
    sentence: "This device was removed or its time has run out.",
    remedy: "Use another of your devices, or open your recovery file.",
  },
  "nonce-used": {
    number: 11,
    sentence: "This device has already signed a later action.",
    remedy: "Do it again; it will be signed again.",
  },
  "nonce-jump": {
    number: 12,
    sentence: "The action's number is too far ahead of the last one from this device.",
    remedy: "Do it again; it will be numbered again.",
  },
  "bad-signature": {
    number: 13,
    sentence: "The signature does not belong to this device.",
    remedy: "Do it again from a device that is yours.",
  },
  "no-anonymous-action": {
    number: 14,
    sentence: "This action cannot be done anonymously.",
    remedy: "Sign it with one of your devices.",
  },
  "only-to-recover": {
    number: 15,
    sentence: "A recovery key is only for your keys: to add, remove, freeze and refuse.",
    remedy: "Add this device with the recovery file, then go on with the device.",
  },
  "only-by-machines": {
    number: 25,
    sentence: "Only a machine that signs blocks says this, by itself.",
    remedy: "Nothing needs to be done: the community's machines do it.",
  },
  "not-by-machines": {
    number: 26,
    sentence: "A machine cannot do this.",
    remedy: "Sign it with one of your devices.",
  },
  "not-signing": {
    number: 27,
    sentence: "This machine does not sign the community's blocks.",
    remedy: "Wait until it has a seat and signs.",
  },
  "bad-proof": {
    number: 28,
    sentence: "The machine's key has not proven this.",
    remedy: "Start the machine again with the key of its own home.",
  },
  "said-already": {
    number: 29,
    sentence: "This machine has said this already.",
    remedy: "Nothing needs to be done.",
  },
  "device-frozen": {
    number: 30,
    sentence:
      "This device is frozen: somebody who has one of your keys said that a device is lost.",
    remedy:
      "If all your devices are in your hands, lift the freeze with your recovery file, or from two devices that you have had for long; else wait until it is over.",
  },
  "no-room-today": {
    number: 41,
    sentence: "What one person may add to the record in a day is used up.",
    remedy: "Wait until the next day (UTC); answers, keys, leaving and erasing go on meanwhile.",
  },
  "scope-closed": {
    number: 20,
    sentence: "Nobody can act there without a name now.",
    remedy: "See the decision: its time is over, or it takes only answers with a name.",
  },
  "other-scope": {
    number: 21,
    sentence: "The proof was made for another decision or another community.",
    remedy: "Do it again in the decision that is meant; a new proof will be made.",
  },
  "not-the-openings": {
    number: 22,
    sentence: "The action names another state than the one in which its decision opened.",
    remedy: "Do it again; it will name what everybody names who acts there without a name.",
  },
  "nullifier-used": {
    number: 23,
    sentence: "This member has already acted there without a name.",
    remedy: "Nothing is left to do; each member acts once there.",
  },
  "bad-membership": {
    number: 24,
    sentence: "The proof does not show that a member acts.",
    remedy: "Do it again with the secret that you made when you joined.",
  },
  "action-ended": {
    number: 40,
    sentence: "The community has adopted an edition of the law that no longer has this action.",
    remedy: "Load the app again, and look for what has taken its place.",
  },
});
