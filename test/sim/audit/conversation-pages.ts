import { DAY, toHex } from "#protocol/index.js";
import type { Books } from "./books.ts";
import { writtenToday } from "./conversation.ts";
import type { Page } from "./page.ts";

/** What is written of threads: how long they are, each post, what it said before, who wrote how much today. */
export function conversationPages(books: Books): Page[] {
  const threads: [string, string][] = [];
  const posts: [string, string][] = [];
  const earlier: [string, string][] = [];
  const posters = new Map<string, string>();
  for (const [name, said] of books.conversation) {
    threads.push([name, `${said.length} ${said.at(-1)?.at}`]);
    for (const [place, post] of said.entries()) {
      const { author, at, replyTo, quote, texts, editedAt } = post;
      const words = [author, at, replyTo, quote, texts.length - 1, editedAt, texts.at(-1)];
      posts.push([`${name} ${place + 1}`, words.join(" ")]);
      for (const [edit, text] of texts.slice(0, -1).entries()) {
        earlier.push([`${name} ${place + 1} ${edit}`, text]);
      }
      const [about = "", number = ""] = name.split(" ");
      const today = writtenToday(books, { about, number: Number(number) }, author, at);
      posters.set(`${name} ${author}`, `${Math.floor(at / DAY)} ${today}`);
    }
  }
  return [
    {
      table: "conversation/threads",
      books: new Map(threads),
      of: ({ posts: count, at }) => `${count} ${at}`,
    },
    {
      table: "conversation/posts",
      books: new Map(posts),
      of: ({ author, at, replyTo, quote, edits, editedAt, text }) =>
        [author, at, replyTo, quote, edits, editedAt, toHex(text as Uint8Array)].join(" "),
    },
    {
      table: "conversation/earlier",
      books: new Map(earlier),
      of: ({ text }) => toHex(text as Uint8Array),
    },
    {
      table: "conversation/posters",
      books: posters,
      of: ({ day, posts: count }) => `${day} ${count}`,
    },
  ];
}
