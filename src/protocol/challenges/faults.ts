import { defineFaults } from "../kernel/fault.ts";
import { CHALLENGES } from "./types.ts";

/** What the room refuses. */
export const challengesFaults = defineFaults("challenges", CHALLENGES, {
  "too-few-members": {
    number: 1,
    sentence: "With fewer than five members nobody is challenged.",
    remedy: "Talk with each other; everyone together can exclude somebody who does harm.",
  },
  "nobody-named": {
    number: 2,
    sentence: "A challenge names people by their numbers, the lowest first, each once.",
    remedy: "Choose one person, or several who are here by the same member's vouch.",
  },
  "not-yourself": {
    number: 3,
    sentence: "You are one of the people whom this is about.",
    remedy: "If you are named, you can answer; if you want to go, you can leave at any time.",
  },
  "is-founder": {
    number: 4,
    sentence: "This person has been here from the founding on, and was not let in by anybody.",
    remedy: "If they do harm, call them to a hearing; everyone together can exclude them.",
  },
  "found-honest": {
    number: 5,
    sentence: "It was found a short while ago that this person belongs here.",
    remedy: "Wait until the date that is shown; if they do harm, everyone can exclude them.",
  },
  "already-challenged": {
    number: 6,
    sentence: "A challenge against this person runs already.",
    remedy: "Read it; what you know can help those who answer it.",
  },
  "no-shared-voucher": {
    number: 7,
    sentence: "These people are not all here by a vouch of the member whom you name.",
    remedy: "Name a member who vouched for all of them, or challenge one person by themselves.",
  },
  "too-many-named": {
    number: 8,
    sentence: "A challenge names a fifth of the members at most.",
    remedy: "Name fewer people; others can be challenged afterwards.",
  },
  "no-reason": {
    number: 9,
    sentence: "The reason is no published text of yours.",
    remedy: "Write the reason and publish it first; members and anyone who is named can read it.",
  },
  "one-at-a-time": {
    number: 10,
    sentence: "You have opened or support a challenge that is not over.",
    remedy: "Wait until it is over; others can open and support challenges meanwhile.",
  },
  "opened-recently": {
    number: 11,
    sentence: "You opened a challenge a short while ago.",
    remedy: "Wait until 30 days have passed, or ask another member who sees it as you do.",
  },
  "rests-after-honest": {
    number: 12,
    sentence: "You opened or supported a challenge against people who belong here.",
    remedy: "Wait until the date that is shown; others can open and support challenges.",
  },
  unknown: {
    number: 13,
    sentence: "There is no such challenge.",
    remedy: "Choose one from the list of challenges.",
  },
  "not-gathering": {
    number: 14,
    sentence: "This challenge no longer looks for supporters.",
    remedy: "Look at how far it has come.",
  },
  "already-supported": {
    number: 15,
    sentence: "You support this challenge already.",
    remedy: "There is nothing to do until it has enough supporters.",
  },
  "not-yours": {
    number: 16,
    sentence: "Somebody else opened this challenge.",
    remedy: "Ask the person who opened it to take it back.",
  },
  "not-named": {
    number: 17,
    sentence: "This challenge is not about you.",
    remedy: "If you know something, tell those who answer it.",
  },
  "is-over": {
    number: 18,
    sentence: "This challenge is over for you.",
    remedy: "Look at what came of it.",
  },
  "no-answer": {
    number: 19,
    sentence: "The answer is no published text of yours.",
    remedy: "Write the answer and publish it first.",
  },
  "not-voting": {
    number: 20,
    sentence: "Nobody answers this challenge now.",
    remedy: "Look at how far it has come, and when people answer it.",
  },
  "is-party": {
    number: 21,
    sentence: "Anyone who opened or supports a challenge, or is named in it, does not judge it.",
    remedy: "The others judge it.",
  },
  "not-a-juror": {
    number: 22,
    sentence: "A jury judges this, and you do not sit on it.",
    remedy: "If it is appealed, everyone is asked.",
  },
  "joined-later": {
    number: 23,
    sentence: "You joined after this challenge had begun.",
    remedy: "Those who were members before judge it.",
  },
  "other-count": {
    number: 24,
    sentence: "There has to be one answer about each of the people who are named.",
    remedy: "Answer about each of them: yes, no or neither.",
  },
  "nothing-to-appeal": {
    number: 25,
    sentence: "Nothing was confirmed about you that everyone could still be asked about.",
    remedy: "Look at what came of it, and until when everyone could be called on.",
  },
  "already-appealed": {
    number: 26,
    sentence: "You have called on everyone already.",
    remedy: "Wait for everyone's answer.",
  },
  "not-over": {
    number: 27,
    sentence: "This challenge is not over, and the reason is still needed.",
    remedy: "Have it erased when the challenge is over.",
  },
  "already-erased": {
    number: 28,
    sentence: "The reason has been erased already.",
    remedy: "There is nothing to do.",
  },
});
