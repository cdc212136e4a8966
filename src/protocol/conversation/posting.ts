import { type Refusal, refuse } from "../kernel/fault.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { recordsFaults } from "../records/index.ts";
import { isText, textOf } from "../texts/index.ts";
import { conversationFaults as faults } from "./faults.ts";
import {
  POSTS_PER_DAY_MAX,
  type Post,
  type PostName,
  posters,
  posts,
  type ThreadName,
  threads,
} from "./types.ts";

/** How many posts a thread has; the newest has this number. */
export function postCount(state: Reader, { about, number }: ThreadName): number {
  return threads.get(state, [about, number])?.posts ?? 0;
}

/** A post as it is, or nothing. */
export function postOf(state: Reader, { about, number, post }: PostName): Post | undefined {
  return posts.get(state, [about, number, post]);
}

/**
 * Tells whether a post has been taken back.
 *
 * Why the text says so, and no mark in the post: people also erase a text by itself, among all of theirs.
 */
export function isTakenBack(state: Reader, { text }: Pick<Post, "text">): boolean {
  return !isText(state, text);
}

/** Refuses to answer or quote what is not there, or to answer an answer. */
export function refusalOfReferences(
  state: Reader,
  thread: ThreadName,
  { replyTo, quote }: Pick<Post, "replyTo" | "quote">,
): Refusal | undefined {
  const count = postCount(state, thread);
  if (replyTo > count || quote > count) return refuse(faults["no-such-post"], { posts: count });
  const answered = replyTo === 0 ? undefined : postOf(state, { ...thread, post: replyTo });
  const first = answered?.replyTo ?? 0;
  return first === 0 ? undefined : refuse(faults["one-level"], { first });
}

/** Refuses unless a post is there, is the author's own, and its text may be erased. */
export function refusalToErase(
  state: Reader,
  name: PostName,
  author: PersonId,
): Refusal | undefined {
  const row = postOf(state, name);
  if (row === undefined) return refuse(faults["no-such-post"], { posts: postCount(state, name) });
  if (row.author !== author) return refuse(faults["not-yours"]);
  if (isTakenBack(state, row)) return refuse(faults["taken-back"]);
  const holds = textOf(state, row.text)?.holds ?? 0;
  return holds === 0 ? undefined : refuse(recordsFaults["in-force"], { holds });
}

/** Posts of a person in a thread on the day of a moment. */
export function postsToday(
  state: Reader,
  { about, number }: ThreadName,
  person: PersonId,
  now: number,
): number {
  const row = posters.get(state, [about, number, person]);
  return row?.day === dayOf(now) ? row.posts : 0;
}

/** Refuses when somebody has written as much in a thread today as one may. */
export function refusalOfMany(
  state: Reader,
  thread: ThreadName,
  person: PersonId,
  now: number,
): Refusal | undefined {
  if (postsToday(state, thread, person, now) < POSTS_PER_DAY_MAX) return undefined;
  return refuse(faults["enough-today"], { most: POSTS_PER_DAY_MAX, again: (dayOf(now) + 1) * DAY });
}

/** Adds a post at the end of its thread, counts it as its author's of today, and returns its number. */
export function addPost(state: Writer, { about, number }: ThreadName, row: Post): number {
  const post = postCount(state, { about, number }) + 1;
  const { author, at } = row;
  const today = postsToday(state, { about, number }, author, at) + 1;
  threads.put(state, [about, number], { posts: post, at });
  posts.put(state, [about, number, post], row);
  posters.put(state, [about, number, author], { day: dayOf(at), posts: today });
  return post;
}
