import { defineFaults } from "../kernel/fault.ts";
import { RECORDS, textFaults } from "../texts/index.ts";

const own = defineFaults("records", RECORDS, {
  taken: {
    number: 1,
    sentence: "A text with this hash was published before.",
    remedy: "Publish it again with a new salt.",
  },
  "no-text": {
    number: 2,
    sentence: "Nothing would be published.",
    remedy: "Write something first.",
  },
  "too-long": {
    number: 3,
    sentence: "The text is longer than a text may be.",
    remedy: "Shorten it, or publish it in parts.",
  },
  "too-much": {
    number: 4,
    sentence: "You have published as much as one person may.",
    remedy: "Erase texts that nobody needs any more.",
  },
  "not-a-profile": {
    number: 8,
    sentence: "This text does not say who somebody is.",
    remedy: "Publish a profile first, then choose it.",
  },
  "in-force": {
    number: 9,
    sentence: "Something that is open or in force refers to this text.",
    remedy:
      "Wait until the proposal is decided, or have the article repealed or the machine described again; then erase it.",
  },
  "profile-unchanged": {
    number: 10,
    sentence: "This is your profile already.",
    remedy: "Nothing needs to be done.",
  },
});

/** What the room refuses. */
export const recordsFaults = { ...own, ...textFaults };
