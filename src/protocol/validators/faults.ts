import { defineFaults } from "../kernel/fault.ts";
import { VALIDATORS } from "./types.ts";

/** What the room refuses. */
export const validatorsFaults = defineFaults("validators", VALIDATORS, {
  "only-everyone": {
    number: 1,
    sentence: "Only everyone together decides which machines have a seat.",
    remedy: "Propose it in the circle of everyone.",
  },
  "bad-key": {
    number: 2,
    sentence: "This is not a key with which a machine can sign.",
    remedy: "Take the machine's key from its own home.",
  },
  "bad-proof": {
    number: 3,
    sentence: "The machine's key has not signed that this person offers it.",
    remedy: "Make the offer on the machine that holds the key.",
  },
  "no-declaration": {
    number: 4,
    sentence: "An offer needs a public text in which its helper says where the machine stands.",
    remedy: "Publish a text of the kind machine for everybody first, then offer the machine.",
  },
  "taken-machine": {
    number: 5,
    sentence: "Somebody else runs this machine.",
    remedy: "Offer a machine with a key of its own.",
  },
  "too-many-machines": {
    number: 6,
    sentence: "One person cannot have more machines on offer.",
    remedy: "Withdraw one that you no longer need.",
  },
  "no-such-machine": {
    number: 7,
    sentence: "There is no such machine.",
    remedy: "Look at the helpers page for its number.",
  },
  "not-yours": {
    number: 8,
    sentence: "Only anyone who runs a machine does this.",
    remedy: "Ask the helper who runs it.",
  },
  withdrawn: {
    number: 9,
    sentence: "This machine was withdrawn.",
    remedy: "Its helper can offer it again.",
  },
  barred: {
    number: 10,
    sentence: "This machine signed two things at one height, and has no seat until people say so.",
    remedy: "Propose to everyone to lift the bar, and say what happened.",
  },
  "not-barred": {
    number: 11,
    sentence: "This machine is not barred.",
    remedy: "Nothing needs to be done.",
  },
  "no-seat": {
    number: 12,
    sentence: "This machine has no seat.",
    remedy: "Propose to everyone to give it one.",
  },
  "seat-taken": {
    number: 13,
    sentence: "This machine's seat is taken already.",
    remedy: "Nothing needs to be done.",
  },
  "one-seat": {
    number: 14,
    sentence: "One person runs one seat.",
    remedy: "Choose a machine that somebody else runs.",
  },
  "seats-full": {
    number: 15,
    sentence: "There are as many seats as there may be.",
    remedy: "Take one back first, or wait until one ends.",
  },
  "term-too-short": {
    number: 16,
    sentence: "The seat would be over before it began.",
    remedy: "Choose a later end.",
  },
  "term-too-long": {
    number: 17,
    sentence: "Nobody has a seat for that long.",
    remedy: "Choose an earlier end; the seat can be given again.",
  },
  "too-few-offers": {
    number: 18,
    sentence: "There are fewer offers than the lot is to choose.",
    remedy: "Draw fewer, or wait until more machines have been on offer for a week.",
  },
  "operator-left": {
    number: 19,
    sentence: "Anyone who runs this machine is not a member.",
    remedy: "Choose a machine that a member runs.",
  },
  "too-many-keys": {
    number: 20,
    sentence: "One person cannot have had more machines in all, withdrawn ones included.",
    remedy: "Offer again a machine that you have withdrawn, with the key that it had.",
  },
  "no-such-lot": {
    number: 21,
    sentence: "There is no such lot.",
    remedy: "Look at the helpers page for the lots that are open.",
  },
  "lot-over": {
    number: 22,
    sentence: "This lot waits for no value any more.",
    remedy: "Nothing needs to be done; what came of it stands on the helpers page.",
  },
  "not-asked": {
    number: 23,
    sentence: "This lot does not ask this machine: it did not sign when the lot was opened.",
    remedy: "Nothing needs to be done.",
  },
  "value-given": {
    number: 24,
    sentence: "This machine has given its value to this lot.",
    remedy: "Nothing needs to be done.",
  },
  "too-many-lots": {
    number: 25,
    sentence: "As many lots about seats are open as may be.",
    remedy: "Wait until one of them is drawn.",
  },
  benched: {
    number: 26,
    sentence: "This machine kept its value from a lot, and stays away for 30 days.",
    remedy: "Wait until then, and keep its node running, which gives values by itself.",
  },
  "too-many-wait": {
    number: 27,
    sentence: "As many changes of seats wait for their turn as may wait.",
    remedy: "Wait until some of them have been made.",
  },
  "no-such-change": {
    number: 28,
    sentence: "No such change of a seat waits.",
    remedy: "Look at the helpers page for the changes that wait.",
  },
  "wants-already": {
    number: 29,
    sentence: "You have said already that you want this change now.",
    remedy: "Nothing needs to be done; more than half of all members have to say so.",
  },
  "change-not-possible": {
    number: 30,
    sentence: "This change of a seat is not possible any more.",
    remedy: "Nothing needs to be done; it is dropped when its turn comes.",
  },
  "offered-lately": {
    number: 31,
    sentence: "You have offered as many machines in the last 30 days as a person may.",
    remedy:
      "Offer a machine again that you offered before, or wait until the oldest is 30 days old.",
  },
});
