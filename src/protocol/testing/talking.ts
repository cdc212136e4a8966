import type { ThreadName } from "../conversation/types.ts";
import { hashBy, textHash } from "./deciding.ts";
import { outcomeOf, type TestLaw } from "./test-law.ts";

/** A thread as a test reads it. */
export interface ShownThread {
  readonly posts: number;
  readonly isOver: boolean;
  readonly refusal: { readonly code: string } | null;
  readonly next: number;
  readonly rows: readonly {
    readonly post: number;
    readonly author: number;
    readonly text: Uint8Array;
    readonly audience: string | null;
    readonly replyTo: number;
    readonly quote: number;
    readonly edits: number;
    readonly isTakenBack: boolean;
  }[];
}

/** The circle of everyone, whose thread every member may write in. */
export const COMMUNITY: ThreadName = { about: "circle", number: 1 };

/** What a post is made of, unless a test says otherwise. */
export function postInput(thread: ThreadName, word: string, more: object = {}) {
  const text = { digest: textHash(word), audience: "community", bytes: 100 };
  return { ...thread, replyTo: 0, quote: 0, ...text, ...more };
}

/** Writes a post of a person, whose words a word stands for; what came of it. */
export function say(
  testLaw: TestLaw,
  person: number,
  thread: ThreadName,
  word: string,
  more: object = {},
): string {
  return outcomeOf(testLaw.act(person, "conversation/post", postInput(thread, word, more)));
}

/** Changes a post of a person; what came of it. */
export function reword(
  testLaw: TestLaw,
  person: number,
  post: number,
  word: string,
  more: object = {},
): string {
  const input = { ...COMMUNITY, post, digest: textHash(word), bytes: 100, ...more };
  return outcomeOf(testLaw.act(person, "conversation/edit", input));
}

/** Takes a post of a person back; what came of it. */
export function unsay(testLaw: TestLaw, person: number, thread: ThreadName, post: number): string {
  return outcomeOf(testLaw.act(person, "conversation/take-back", { ...thread, post }));
}

/** A page of a thread, as a person sees it. */
export function thread(
  testLaw: TestLaw,
  name: ThreadName = COMMUNITY,
  after = 0,
  person = 0,
): ShownThread {
  return testLaw.view<ShownThread>("conversation/thread", { ...name, after, person });
}

export { hashBy };
