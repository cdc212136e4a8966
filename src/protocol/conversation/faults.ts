import { defineFaults } from "../kernel/fault.ts";
import { CONVERSATION } from "./types.ts";

/** What the room refuses. */
export const conversationFaults = defineFaults("conversation", CONVERSATION, {
  unknown: {
    number: 1,
    sentence: "There is nothing of that number to talk about.",
    remedy: "Choose a proposal, a circle, a challenge or an article that is there.",
  },
  over: {
    number: 2,
    sentence: "This is over; what was said about it stays readable.",
    remedy: "Go on in the conversation of the circle.",
  },
  "not-in-circle": {
    number: 3,
    sentence: "Only people in this circle write here.",
    remedy: "Read along, or ask the circle to take you in.",
  },
  "no-such-post": {
    number: 4,
    sentence: "There is no such post here.",
    remedy: "Choose one that is there.",
  },
  "one-level": {
    number: 5,
    sentence: "A post that answers another has no answers of its own.",
    remedy: "Answer the first post, and quote this one.",
  },
  "too-long": {
    number: 6,
    sentence: "A post has at most 8 kB.",
    remedy: "Say it in fewer words, or in several posts.",
  },
  "enough-today": {
    number: 7,
    sentence: "You have written 30 posts here today, and nobody writes more.",
    remedy: "Let others answer; after midnight (UTC) you can go on.",
  },
  "not-yours": {
    number: 8,
    sentence: "Somebody else wrote this post.",
    remedy: "Answer it, or quote it.",
  },
  "taken-back": {
    number: 9,
    sentence: "This post has been taken back.",
    remedy: "Write a new one.",
  },
  "edited-enough": {
    number: 10,
    sentence: "This post has been edited ten times, and is not edited any more.",
    remedy: "Answer it yourself, or take it back.",
  },
});
