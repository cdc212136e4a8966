import { personId } from "../kernel/ids.ts";
import { bytes32, choice, moment, record, u8, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const CONVERSATION = 13;

/** Bytes of a post at most, its author's number and its salt included. */
export const POST_BYTES_MAX = 8192;
/** How often one post may be edited. */
export const EDITS_MAX = 10;
/** Posts of one person in one thread within a UTC day at most. */
export const POSTS_PER_DAY_MAX = 30;

/** What people talk about: each has one thread. */
export const subject = choice(["decision", "circle", "challenge", "article"]);

/** What people talk about. */
export type Subject = ValueOf<typeof subject>;

/** Names a thread: what it is about, and the number of that. */
export interface ThreadName {
  readonly about: Subject;
  readonly number: number;
}

/** Names a post: its thread, and its place there, counted from 1 in the order of the blocks. */
export interface PostName extends ThreadName {
  readonly post: number;
}

/** Threads: how much was said about something. */
export const threads = table({
  id: 0x0d01,
  name: "conversation/threads",
  about: "How many posts there are about something, and when the newest was made.",
  visibility: "everyone",
  key: [part("about", subject), part("number", u32)],
  row: record({ posts: u32, at: moment }),
});

const postRow = record({
  author: personId,
  at: moment,
  /** The hash of its text as it is now. */
  text: bytes32,
  /** The post that it answers; 0 for none. */
  replyTo: u32,
  /** The post that it quotes; 0 for none. */
  quote: u32,
  edits: u8,
  /** When it was edited last; 0 for never. */
  editedAt: moment,
});

/** A post as it is in the table. */
export type Post = ValueOf<typeof postRow>;

/** Posts, in the order of the blocks. */
export const posts = table({
  id: 0x0d02,
  name: "conversation/posts",
  about:
    "A post: by whom, when, the hash of its text, what it answers and quotes (0: nothing), how often and when it was edited.",
  visibility: "everyone",
  key: [part("about", subject), part("number", u32), part("post", u32)],
  row: postRow,
});

/** What posts said before they were edited. */
export const earlier = table({
  id: 0x0d03,
  name: "conversation/earlier",
  about: "The hash of a text that a post had before an edit, which is erased, and until when.",
  visibility: "everyone",
  key: [part("about", subject), part("number", u32), part("post", u32), part("edit", u8)],
  row: record({ text: bytes32, until: moment }),
});

/** How much people write in one thread on a day. */
export const posters = table({
  id: 0x0d04,
  name: "conversation/posters",
  about: "On which day somebody wrote in a thread last, and how many posts on that day.",
  visibility: "everyone",
  key: [part("about", subject), part("number", u32), part("person", personId)],
  row: record({ day: u32, posts: u8 }),
});
