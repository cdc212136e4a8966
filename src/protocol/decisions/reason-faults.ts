import { defineFaults } from "../kernel/fault.ts";
import { DECISIONS } from "./types.ts";

/** What is refused of reasons. */
export const reasonFaults = defineFaults("decisions", DECISIONS, {
  "answer-first": {
    number: 16,
    sentence: "You have not answered this proposal.",
    remedy: "Answer it first; then say why.",
  },
  "reason-too-long": {
    number: 17,
    sentence: "A reason has at most 2 kB.",
    remedy: "Say it in fewer words, or write a post beside the proposal.",
  },
  "no-reason": {
    number: 18,
    sentence: "Either a reason has words, or it is taken back.",
    remedy: "Write why you answer so, or take the reason back.",
  },
});
