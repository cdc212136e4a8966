import { defineFaults } from "../kernel/fault.ts";
import { DECISIONS } from "./types.ts";

/** What the room refuses. */
export const decisionsFaults = defineFaults("decisions", DECISIONS, {
  unknown: {
    number: 1,
    sentence: "There is no such decision.",
    remedy: "Look at the list of decisions for its number.",
  },
  closed: {
    number: 2,
    sentence: "Voting on this has ended.",
    remedy: "Look at the outcome; a new proposal can be opened.",
  },
  "not-in-circle": {
    number: 3,
    sentence: "Only people in the circle take part in its decisions.",
    remedy: "Ask the circle to admit you, or propose it in a circle that you are in.",
  },
  "joined-later": {
    number: 4,
    sentence: "You joined the circle after this was opened.",
    remedy: "You can take part in everything that is opened from now on.",
  },
  "unknown-text": {
    number: 5,
    sentence: "This text has not been published.",
    remedy: "Publish the text first, then use it.",
  },
  "too-many-open": {
    number: 6,
    sentence: "You have as many proposals open as one person may.",
    remedy: "Wait until voting on one of them ends, or withdraw one.",
  },
  "other-kind": {
    number: 7,
    sentence: "A decision of this kind cannot carry this.",
    remedy: "Open it as the kind of decision that fits what it does.",
  },
  "no-effect": {
    number: 8,
    sentence: "A decision of this kind has to do something.",
    remedy: "Say what it is to change, or open it as a statement.",
  },
  "cannot-work": {
    number: 9,
    sentence: "The proposal could not take effect.",
    remedy: "Change what it would do; the details say what prevents it.",
  },
  "not-yours": {
    number: 10,
    sentence: "Only the person who proposed it may withdraw it.",
    remedy: "Vote on it, or talk to the person who proposed it.",
  },
  "no-such-answer": {
    number: 12,
    sentence: "This is no answer to the proposal.",
    remedy: "Answer as the proposal's method has it; the details say what does not fit.",
  },
  "no-such-method": {
    number: 13,
    sentence: "It cannot be decided in this way.",
    remedy: "Choose a method that the law has, with as many options as it takes.",
  },
  "not-heard-here": {
    number: 14,
    sentence: "This proposal would not take you out of a circle.",
    remedy: "Vote on it, or write to the person who proposed it.",
  },
  "only-by-yes": {
    number: 15,
    sentence: "This is decided by yes or no, not by a choice among options.",
    remedy: "Propose one thing, to be answered by yes or no.",
  },
  "already-answered": {
    number: 11,
    sentence: "Others have answered already, so it takes its course.",
    remedy: "Say why you no longer want it, and vote against it.",
  },
});
