import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { bytes32, record, u32 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import {
  eraseText,
  MEMBER_ALLOWANCE,
  publishText,
  refusalOfText,
  textErased,
} from "../records/index.ts";
import { textOf } from "../texts/index.ts";
import { edited } from "./events.ts";
import { conversationFaults as faults } from "./faults.ts";
import { postOf, refusalToErase } from "./posting.ts";
import { refusalToWrite } from "./subjects.ts";
import { EDITS_MAX, earlier, POST_BYTES_MAX, posts, subject } from "./types.ts";

/**
 * Changes the words of a post: its new text takes the place of the one before, which is erased.
 *
 * Why the hash of the one before stays: anyone who has kept it can show what was said, and everybody sees
 * when it was changed. The readers stay the same, so that nothing becomes public unnoticed.
 * Faults: those of writing, conversation/no-such-post, conversation/not-yours, conversation/taken-back,
 * conversation/edited-enough, records/in-force.
 * Source: README.md, rule 4.
 */
export const edit = defineAction({
  type: "conversation/edit",
  tag: 0x0d02,
  author: "person",
  keeps: ({ bytes }) => bytes,
  summary: "Changes the words of a post of yours; that it was changed is shown.",
  visibility: "everyone",
  input: record({ about: subject, number: u32, post: u32, digest: bytes32, bytes: u32 }),
  about: {
    about: "what the thread is about",
    number: "the number of that",
    post: "the place of your post in the thread",
    digest: "the SHA-256 of the new salted text",
    bytes: "how long the new text is, its salt included",
  },
  refuses: [
    "conversation/edited-enough",
    "conversation/no-such-post",
    "conversation/not-in-circle",
    "conversation/not-yours",
    "conversation/over",
    "conversation/taken-back",
    "conversation/too-long",
    "conversation/unknown",
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "records/in-force",
    "records/no-text",
    "records/taken",
    "records/too-much",
  ],
  check(context) {
    const { state, author, input } = context;
    const barred = refusalToWrite(state, input, author) ?? refusalToErase(state, input, author);
    if (barred !== undefined) return barred;
    const edits = postOf(state, input)?.edits ?? 0;
    if (edits >= EDITS_MAX) return refuse(faults["edited-enough"], { most: EDITS_MAX });
    if (input.bytes > POST_BYTES_MAX) return refuse(faults["too-long"], { most: POST_BYTES_MAX });
    return refusalOfText(context, input, MEMBER_ALLOWANCE);
  },
  apply(context) {
    const { state, author, input, now } = context;
    const { about, number, post, digest, bytes } = input;
    const row = present(postOf(state, input), "the post was checked");
    const before = present(textOf(state, row.text), "the post has a text");
    eraseText(state, row.text, now);
    const { audience, kind } = before;
    const { hash, told } = publishText(context, { digest, audience, kind, bytes });
    earlier.put(state, [about, number, post, row.edits], { text: row.text, until: now });
    const key = [about, number, post] as const;
    posts.put(state, key, { ...row, text: hash, edits: row.edits + 1, editedAt: now });
    const gone = textErased([author], { text: row.text, owner: author });
    return [edited([author], { about, number, post, person: author }), told, gone];
  },
  why: ({ state, input }) =>
    explain(
      "conversation/edit",
      "People may change the words of their posts up to ten times, as long as the matter is not over.",
      { edits: postOf(state, input)?.edits ?? 0, most: EDITS_MAX },
      "The earlier words are erased; that the post was changed, and when, stays visible.",
    ),
});
