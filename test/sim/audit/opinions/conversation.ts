import type { Books } from "../books.ts";
import {
  type AuditedPost,
  isStanding,
  mayTalk,
  postsIn,
  type Thread,
  writtenToday,
} from "../conversation.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { isHeld, nameOfText } from "../texts.ts";

interface GivenText {
  readonly digest: Uint8Array;
  readonly bytes: number;
}

interface Posting extends Thread, GivenText {
  readonly replyTo: number;
  readonly quote: number;
}

interface OfPost extends Thread {
  readonly post: number;
}

const POST_MIN = 37;
const POST_MAX = 8192;
const EDITS_MAX = 10;
const A_DAY = 30;

/** What speaks against a text as the words of a post. */
function textStatements(books: Books, author: number, { digest, bytes }: GivenText) {
  const isNew = !books.texts.has(nameOfText(author, digest));
  const isSome = digest.some((byte) => byte !== 0);
  return [
    [bytes >= POST_MIN && bytes <= POST_MAX && isSome, "it is no text for a post"],
    [isNew, "it was published before"],
  ] as const;
}

/** What speaks against erasing what a post says. */
function eraseStatements(books: Books, author: number, of: OfPost, now: number) {
  const post = postsIn(books, of)[of.post - 1];
  const isOwn = post !== undefined && post.author === author && isStanding(books, post);
  const name = post?.texts.at(-1) ?? "";
  return [
    [isOwn, "it is not there and theirs"],
    [!isHeld(books, name, now), "it is open or in force"],
  ] as const;
}

function write({ texts }: Books, author: number, { digest, bytes }: GivenText): string {
  const name = nameOfText(author, digest);
  texts.set(name, { owner: author, kind: "note", bytes, isErased: false });
  return name;
}

function erase({ texts }: Books, { texts: said }: AuditedPost): void {
  const name = said.at(-1) ?? "";
  const row = texts.get(name);
  if (row !== undefined) texts.set(name, { ...row, isErased: true });
}

/** What the auditor thinks of what people say to each other. */
export const conversationOpinions: Opinions = {
  "conversation/post": opinion<Posting>({
    isWhole: true,
    objection(books, { author, input, now }) {
      const there = postsIn(books, input);
      const answered = input.replyTo === 0 ? undefined : there[input.replyTo - 1];
      return unless(
        [mayTalk(books, input, author), "it is over, or not for them to talk about"],
        [input.replyTo <= there.length && input.quote <= there.length, "it answers nothing"],
        [answered === undefined || answered.replyTo === 0, "it answers an answer"],
        [writtenToday(books, input, author, now) < A_DAY, "they have said enough today"],
        ...textStatements(books, author, input),
      );
    },
    apply(books, { author, input, now }) {
      const { about, number, replyTo, quote } = input;
      const texts = [write(books, author, input)];
      const post = { author, at: now, replyTo, quote, texts, editedAt: 0 };
      books.conversation.set(`${about} ${number}`, [...postsIn(books, input), post]);
    },
  }),
  "conversation/edit": opinion<OfPost & GivenText>({
    isWhole: true,
    objection(books, { author, input, now }) {
      const edits = (postsIn(books, input)[input.post - 1]?.texts.length ?? 1) - 1;
      return unless(
        [mayTalk(books, input, author), "it is over, or not for them to talk about"],
        ...eraseStatements(books, author, input, now),
        [edits < EDITS_MAX, "it was edited ten times"],
        ...textStatements(books, author, input),
      );
    },
    apply(books, { author, input, now }) {
      const posts = [...postsIn(books, input)];
      const post = posts[input.post - 1];
      if (post === undefined) return;
      erase(books, post);
      const texts = [...post.texts, write(books, author, input)];
      posts[input.post - 1] = { ...post, texts, editedAt: now };
      books.conversation.set(`${input.about} ${input.number}`, posts);
    },
  }),
  "conversation/take-back": opinion<OfPost>({
    isWhole: true,
    objection: (books, { author, input, now }) =>
      unless(...eraseStatements(books, author, input, now)),
    apply(books, { input }) {
      const post = postsIn(books, input)[input.post - 1];
      if (post !== undefined) erase(books, post);
    },
  }),
};
