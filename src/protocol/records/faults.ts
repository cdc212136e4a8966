import { defineFaults } from "../kernel/fault.ts";
import { RECORDS } from "./types.ts";

/** What the room refuses. */
export const recordsFaults = defineFaults("records", RECORDS, {
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
  "unknown-text": {
    number: 5,
    sentence: "No such text has been published.",
    remedy: "Publish the text first.",
  },
  "not-yours": {
    number: 6,
    sentence: "This text is somebody else's.",
    remedy: "Ask the person who published it.",
  },
  erased: {
    number: 7,
    sentence: "This text has been erased.",
    remedy: "Publish it again if it is needed.",
  },
  "not-a-profile": {
    number: 8,
    sentence: "This text does not say who somebody is.",
    remedy: "Publish a profile first, then choose it.",
  },
  "in-force": {
    number: 9,
    sentence: "This text is part of the constitution.",
    remedy: "Propose to repeal or to change the article; after that it can be erased.",
  },
  "profile-unchanged": {
    number: 10,
    sentence: "This is your profile already.",
    remedy: "Nothing needs to be done.",
  },
});
