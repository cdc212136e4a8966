import { personId } from "../kernel/ids.ts";
import { PAGE_ROWS, pageOf } from "../kernel/page.ts";
import { list, record, u32 } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { textOf } from "../texts/index.ts";
import { isTakenBack, postCount, refusalOfMany } from "./posting.ts";
import { refusalToWrite, standingOf } from "./subjects.ts";
import { earlier, type Post, posts, subject, type ThreadName, threads } from "./types.ts";

/** One page of a thread, as a given person may go on in it. */
export const threadView = defineView({
  name: "conversation/thread",
  summary:
    "What was said about something, in the order of the blocks, a page after a post (0: from the first); whether a person may write there.",
  visibility: "everyone",
  query: record({ about: subject, number: u32, after: u32, person: personId }),
  read({ state, query, now }) {
    const { about, number, after, person } = query;
    const standing = standingOf(state, query);
    if (standing === undefined) return undefined;
    const refusal =
      refusalToWrite(state, query, person) ?? refusalOfMany(state, query, person, now);
    return {
      about,
      number,
      circle: standing.circle,
      isOver: standing.isOver,
      posts: postCount(state, query),
      refusal: refusal === undefined ? null : sayFault(refusal.fault),
      ...pageOf(
        posts.behind(state, [about, number, after]),
        ({ key }) => key[2],
        ({ key, row }) => readPost(state, key[2], row),
      ),
    };
  },
});

/** One post. */
export const postView = defineView({
  name: "conversation/post",
  summary: "One post, and the hashes of what it said before it was edited.",
  visibility: "everyone",
  query: record({ about: subject, number: u32, post: u32 }),
  read({ state, query: { about, number, post } }) {
    const row = posts.get(state, [about, number, post]);
    if (row === undefined) return undefined;
    return {
      ...readPost(state, post, row),
      earlier: [...earlier.entries(state, [about, number, post])].map(
        ({ row: { text, until } }) => {
          return { text, until };
        },
      ),
    };
  },
});

/** How much was said about some things of one kind. */
export const threadsView = defineView({
  name: "conversation/threads",
  summary: "How many posts there are about each of some things, and when the newest was made.",
  visibility: "everyone",
  query: record({ about: subject, numbers: list(u32, PAGE_ROWS) }),
  read: ({ state, query: { about, numbers } }) =>
    numbers.map((number) => ({ number, ...summaryOf(state, { about, number }) })),
});

function summaryOf(state: Reader, { about, number }: ThreadName) {
  return threads.get(state, [about, number]) ?? { posts: 0, at: 0 };
}

function readPost(state: Reader, post: number, row: Post) {
  const text = textOf(state, row.text);
  return {
    post,
    author: row.author,
    at: row.at,
    text: row.text,
    audience: text?.audience ?? null,
    replyTo: row.replyTo,
    quote: row.quote,
    edits: row.edits,
    editedAt: row.editedAt,
    isTakenBack: isTakenBack(state, row),
  };
}

function sayFault({ code, sentence, remedy }: { code: string; sentence: string; remedy: string }) {
  return { code, sentence, remedy };
}
