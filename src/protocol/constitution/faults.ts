import { defineFaults } from "../kernel/fault.ts";
import { CONSTITUTION } from "./types.ts";

/** What the room refuses. */
export const constitutionFaults = defineFaults("constitution", CONSTITUTION, {
  "only-everyone": {
    number: 1,
    sentence: "Only everyone together may change the constitution.",
    remedy: "Propose it in the circle of everyone.",
  },
  "out-of-bounds": {
    number: 2,
    sentence: "The rule's figure would leave its bounds.",
    remedy: "Choose a figure within the bounds that the rules page shows.",
  },
  "step-too-large": {
    number: 3,
    sentence: "The rule's figure would move further than one decision may move it.",
    remedy: "Choose a smaller step now, and propose another one later.",
  },
  unchanged: {
    number: 4,
    sentence: "This is how it is already.",
    remedy: "Choose something else, or leave it as it is.",
  },
  resting: {
    number: 5,
    sentence: "This rule was changed recently and stays as it is for a while.",
    remedy: "Wait until the rule may be changed again; the rules page shows when.",
  },
  "no-such-article": {
    number: 6,
    sentence: "There is no such article.",
    remedy: "Look at the rules page for the articles that are in force.",
  },
  "article-repealed": {
    number: 7,
    sentence: "This article was repealed.",
    remedy: "Adopt its text as a new article instead.",
  },
  "too-many-articles": {
    number: 8,
    sentence: "The constitution has as many articles as it may ever have.",
    remedy: "Change an article that is in force instead of adding one.",
  },
  "no-text": {
    number: 9,
    sentence: "An article needs a text.",
    remedy: "Publish the article's text first, then propose it.",
  },
});
