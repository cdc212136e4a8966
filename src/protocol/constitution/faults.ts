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
  "moved-already": {
    number: 11,
    sentence: "One decision moves a rule's figure once.",
    remedy: "Take out all but one change of this rule, and propose the next step later.",
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
  "other-kind-of-rule": {
    number: 10,
    sentence: "This rule is changed by decisions of another kind.",
    remedy:
      "Propose it as a decision of the kind that the rules page names; rules about machines take constitution/set-seat-parameter.",
  },
  "edition-waits": {
    number: 20,
    sentence: "Another edition of the law is adopted and does not hold yet.",
    remedy: "Wait until it holds or is put off, or drop it first.",
  },
  "not-the-next-edition": {
    number: 21,
    sentence: "Only the next edition of the law can be adopted.",
    remedy: "Adopt the edition whose number is one more than the one in force.",
  },
  "no-digest": {
    number: 22,
    sentence: "An edition is adopted by its digest.",
    remedy: "Take the digest from `folkmoot edition`, and compare it with other people's.",
  },
  "edition-too-soon": {
    number: 23,
    sentence: "The moment is past, or too soon for the machines to be made ready.",
    remedy: "Choose a moment at least one day after the decision takes effect.",
  },
  "edition-too-far": {
    number: 24,
    sentence: "The moment is too far ahead.",
    remedy: "Choose a moment at most 180 days after the decision takes effect.",
  },
  "too-many-adoptions": {
    number: 25,
    sentence: "As many editions have been adopted as there may ever be.",
    remedy: "Found the community again from an export, under the newest edition.",
  },
  "no-such-adoption": {
    number: 26,
    sentence: "No such edition waits.",
    remedy: "Look at `folkmoot edition` for the one that does.",
  },
  "edition-fixed": {
    number: 27,
    sentence: "The block is fixed from which this edition holds.",
    remedy: "Adopt a further edition that takes back what you do not want.",
  },
  "another-edition": {
    number: 28,
    sentence: "This machine has another edition of that number than the one that was adopted.",
    remedy: "Install the version of Folkmoot whose edition has the adopted digest.",
  },
});
