import { defineFaults } from "../kernel/fault.ts";
import { RECORDS } from "./types.ts";

/** What is refused wherever something refers to a text. */
export const textFaults = defineFaults("records", RECORDS, {
  "unknown-text": {
    number: 5,
    sentence: "No such text has been published.",
    remedy: "Publish the text first.",
  },
  "not-yours": {
    number: 6,
    sentence: "This text is somebody else's.",
    remedy: "Publish your own, or ask the person who published it.",
  },
  erased: {
    number: 7,
    sentence: "This text has been erased.",
    remedy: "Publish it again if it is needed.",
  },
  "other-kind": {
    number: 11,
    sentence: "This text was published as something else.",
    remedy: "Publish it again as what it is to be.",
  },
});
