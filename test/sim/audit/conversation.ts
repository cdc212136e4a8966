import { type Books, inCircleSince } from "./books.ts";

/** A post in the auditor's own book. */
export interface AuditedPost {
  readonly author: number;
  readonly at: number;
  readonly replyTo: number;
  readonly quote: number;
  /** All that it has ever said, by the names of the texts; the last is what it says. */
  readonly texts: readonly string[];
  readonly editedAt: number;
}

/** What was said, by what it is about, such as `circle 1`. */
export type ConversationBook = Map<string, AuditedPost[]>;

/** Names a thread as the book has it. */
export interface Thread {
  readonly about: string;
  readonly number: number;
}

const DAY = 86_400_000;

/** What has been said in a thread. */
export function postsIn(
  { conversation }: Books,
  { about, number }: Thread,
): readonly AuditedPost[] {
  return conversation.get(`${about} ${number}`) ?? [];
}

/** How many posts somebody has written in a thread on the day of a moment. */
export function writtenToday(books: Books, thread: Thread, person: number, now: number): number {
  const isToday = (at: number) => Math.floor(at / DAY) === Math.floor(now / DAY);
  return postsIn(books, thread).filter(({ author, at }) => author === person && isToday(at)).length;
}

/** Tells whether what a post says is still there. */
export function isStanding({ texts }: Books, post: AuditedPost): boolean {
  return texts.get(post.texts.at(-1) ?? "")?.isErased === false;
}

/** Tells whether there is something to talk about that is not over, and somebody may talk about it. */
export function mayTalk(books: Books, { about, number }: Thread, person: number): boolean {
  const isIn = (circle: number) => inCircleSince(books, circle, person) !== undefined;
  switch (about) {
    case "circle":
      return isIn(number);
    case "decision": {
      const decision = books.decisions.get(number);
      const goesOn = decision?.stage === "open" || decision?.stage === "passed";
      return decision !== undefined && goesOn && isIn(decision.circle);
    }
    case "article":
      return books.articles.get(number)?.isInForce === true && isIn(1);
    default: {
      const challenge = books.challenges.all[number - 1];
      if (challenge === undefined || challenge.stage === "over") return false;
      return isIn(1) || challenge.named.includes(person);
    }
  }
}
