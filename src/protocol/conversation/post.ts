import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import { bytes32, record, u32 } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { audience } from "../kernel/text-kind.ts";
import { explain } from "../kernel/why.ts";
import { MEMBER_ALLOWANCE, publishText, refusalOfText } from "../records/index.ts";
import { posted } from "./events.ts";
import { conversationFaults as faults } from "./faults.ts";
import { addPost, postOf, postsToday, refusalOfMany, refusalOfReferences } from "./posting.ts";
import { refusalToWrite } from "./subjects.ts";
import { POST_BYTES_MAX, POSTS_PER_DAY_MAX, subject, type ThreadName } from "./types.ts";

/**
 * Publishes a text and posts it in a thread.
 *
 * Why one action for both: a text without its post would be nobody's to find, and a post without its text
 * would say nothing.
 * Faults: conversation/unknown, conversation/over, conversation/not-in-circle, conversation/too-long,
 * conversation/no-such-post, conversation/one-level, conversation/enough-today, records/no-text,
 * records/taken, records/too-much, membership/not-a-member and its like.
 * Source: README.md, rules 1 to 3.
 */
export const post = defineAction({
  type: "conversation/post",
  tag: 0x0d01,
  author: "person",
  keeps: ({ bytes }) => bytes,
  summary: "Writes a post beside a proposal, a circle, a challenge or an article.",
  visibility: "everyone",
  input: record({
    about: subject,
    number: u32,
    replyTo: u32,
    quote: u32,
    digest: bytes32,
    audience,
    bytes: u32,
  }),
  about: {
    about: "what it is about",
    number: "the number of that: of the proposal, the circle, the challenge or the article",
    replyTo: "the post that it answers; 0 for none",
    quote: "the post that it quotes; 0 for none",
    digest: "the SHA-256 of the salted text; the text's hash is made of it and of your number",
    audience: "public: anybody can read it; community: members can",
    bytes: "how long the text is, its salt included",
  },
  refuses: [
    "conversation/enough-today",
    "conversation/no-such-post",
    "conversation/not-in-circle",
    "conversation/one-level",
    "conversation/over",
    "conversation/too-long",
    "conversation/unknown",
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "records/no-text",
    "records/taken",
    "records/too-much",
  ],
  check(context) {
    const { state, author, input, now } = context;
    const barred = refusalToWrite(state, input, author);
    if (barred !== undefined) return barred;
    if (input.bytes > POST_BYTES_MAX) return refuse(faults["too-long"], { most: POST_BYTES_MAX });
    return (
      refusalOfReferences(state, input, input) ??
      refusalOfMany(state, input, author, now) ??
      refusalOfText(context, input, MEMBER_ALLOWANCE)
    );
  },
  apply(context) {
    const { state, author, input, now } = context;
    const { about, number, replyTo, quote, digest, audience: readers, bytes } = input;
    const { hash, told } = publishText(context, { digest, audience: readers, kind: "note", bytes });
    const row = { author, at: now, text: hash, replyTo, quote, edits: 0, editedAt: 0 };
    const place = addPost(state, { about, number }, row);
    const people = concerned(state, input, [replyTo, quote], author);
    const data = { about, number, post: place, person: author, replyTo, quote };
    return [posted(people, data), told];
  },
  why({ state, author, input, now }) {
    const readers = input.audience === "public" ? "Anybody" : "Members";
    return explain(
      "conversation/post",
      "People who may decide about something write about it as long as it is not over, 30 posts a day each.",
      { today: postsToday(state, input, author, now), most: POSTS_PER_DAY_MAX },
      `${readers} can read it until you take it back.`,
    );
  },
});

/** The author, and those who wrote what it answers and quotes; each once. */
function concerned(
  state: Reader,
  thread: ThreadName,
  named: readonly number[],
  author: PersonId,
): readonly PersonId[] {
  const people = [author];
  for (const place of named) {
    const other =
      place === 0 ? NOBODY : (postOf(state, { ...thread, post: place })?.author ?? NOBODY);
    if (other !== NOBODY && !people.includes(other)) people.push(other);
  }
  return people;
}
