import type { Invariant } from "../kernel/room.ts";
import type { Reader } from "../kernel/state.ts";
import { textOf } from "../texts/index.ts";
import { standingOf } from "./subjects.ts";
import {
  EDITS_MAX,
  earlier,
  POSTS_PER_DAY_MAX,
  type Post,
  type PostName,
  posters,
  posts,
  threads,
} from "./types.ts";

/** Posts of a thread are numbered without a gap, are their author's own texts, and refer to earlier ones. */
export const threadsAreWhole: Invariant = {
  name: "conversation/threads-are-whole",
  broken(state, now) {
    const counted = new Map<string, number>();
    for (const { key, row } of posts.entries(state, [])) {
      const [about, number, post] = key;
      const name = `${about} ${number}`;
      const before = counted.get(name) ?? 0;
      if (post !== before + 1) return `the thread of ${name} has post ${post} after ${before}`;
      counted.set(name, post);
      const wrong = postProblem(state, { about, number, post }, row, now);
      if (wrong !== undefined) return `post ${post} of ${name}: ${wrong}`;
    }
    for (const { key, row } of threads.entries(state, [])) {
      const [about, number] = key;
      const there = counted.get(`${about} ${number}`) ?? 0;
      if (row.posts !== there || there === 0) return `the thread of ${about} ${number} is counted`;
      if (standingOf(state, { about, number }) === undefined)
        return `nothing is ${about} ${number}`;
      counted.delete(`${about} ${number}`);
    }
    return counted.size === 0 ? undefined : "posts stand without a thread";
  },
};

function postProblem(
  state: Reader,
  { about, number, post }: PostName,
  row: Post,
  now: number,
): string | undefined {
  if (row.at > now || row.editedAt > now) return "its time is to come";
  if (row.replyTo >= post || row.quote >= post) return "it refers to what came later";
  const answered = row.replyTo === 0 ? undefined : posts.get(state, [about, number, row.replyTo]);
  if (answered !== undefined && answered.replyTo !== 0) return "it answers an answer";
  const text = textOf(state, row.text);
  if (text?.owner !== row.author || text.kind !== "note")
    return "its text is not its author's note";
  const before = [...earlier.entries(state, [about, number, post])];
  if (before.length !== row.edits || row.edits > EDITS_MAX) return "its edits are miscounted";
  const isGone = before.every(({ row: { text: hash } }) => textOf(state, hash)?.erasedAt !== 0);
  return isGone ? undefined : "what it said before is still there";
}

/** Nobody has written more on a day than one may, and only where they have written at all. */
export const postersAreBounded: Invariant = {
  name: "conversation/posters-are-bounded",
  broken(state) {
    for (const { key, row } of posters.entries(state, [])) {
      const [about, number, person] = key;
      if (row.posts < 1 || row.posts > POSTS_PER_DAY_MAX) return `person ${person} on a day`;
      if (!threads.has(state, [about, number])) return `person ${person} wrote nowhere`;
    }
    return undefined;
  },
};
