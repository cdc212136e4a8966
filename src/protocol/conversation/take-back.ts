import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { record, u32 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { eraseText, textErased } from "../records/index.ts";
import { takenBack } from "./events.ts";
import { postOf, refusalToErase } from "./posting.ts";
import { subject } from "./types.ts";

/**
 * Takes a post back: its text is erased, and its place stays, so that answers to it make sense.
 *
 * Why always, also when the matter is over and by people who have left: what they wrote stays theirs.
 * Faults: conversation/no-such-post, conversation/not-yours, conversation/taken-back, records/in-force.
 * Source: README.md, rule 5.
 */
export const takeBack = defineAction({
  type: "conversation/take-back",
  tag: 0x0d03,
  author: "person",
  free: "what people wrote is theirs to take back",
  summary: "Takes a post of yours back; its place stays, without words.",
  visibility: "everyone",
  input: record({ about: subject, number: u32, post: u32 }),
  about: {
    about: "what the thread is about",
    number: "the number of that",
    post: "the place of your post in the thread",
  },
  refuses: [
    "conversation/no-such-post",
    "conversation/not-yours",
    "conversation/taken-back",
    "records/in-force",
  ],
  check: ({ state, author, input }) => refusalToErase(state, input, author),
  apply({ state, author, input, now }) {
    const { text } = present(postOf(state, input), "the post was checked");
    eraseText(state, text, now);
    const data = { ...input, person: author };
    return [takenBack([author], data), textErased([author], { text, owner: author })];
  },
  why: ({ input }) =>
    explain(
      "conversation/take-back",
      "People may take their posts back at any time, unless something open or in force refers to the text.",
      { post: input.post },
      "Every node deletes the words; the place of the post stays.",
    ),
});
