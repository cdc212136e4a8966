import {
  type ActionGenerator,
  act,
  type DrawContext,
  highest,
  oneOf,
  peopleWith,
} from "../draw-context.ts";
import { rowsOf } from "../reading.ts";

interface Thread {
  readonly about: string;
  readonly number: number;
}

type Key = readonly [about: string, number: number, post: number];
interface Post {
  readonly author: number;
}

/** Mostly something that is there, and one of the newest. */
function something(context: DrawContext): Thread {
  const { random } = context;
  const about = random.pick(["decision", "decision", "circle", "circle", "challenge", "article"]);
  if (about === "article") return { about, number: random.between(1, 3) };
  const count = highest(context, about as "decision" | "circle" | "challenge");
  const number = about === "circle" ? random.between(1, count) : count - random.between(0, 2);
  return { about, number: random.once(20) ? count + 1 : Math.max(0, number) };
}

function postsOf({ ledger }: DrawContext) {
  return rowsOf<Key, Post>(ledger.law, ledger.reader(), "conversation/posts");
}

function words({ random }: DrawContext) {
  const bytes = random.once(15) ? random.pick([36, 37, 8192, 8193]) : 100;
  return { digest: random.bytes(32), bytes };
}

/** Mostly a member says something; many answers, since a thread is more than its first posts. */
const say: ActionGenerator = (context) => {
  const { random } = context;
  const known = random.once(2) ? oneOf(context, postsOf(context)) : undefined;
  const thread = known ? { about: known.key[0], number: known.key[1] } : something(context);
  const post = known?.key[2] ?? 0;
  const replyTo = random.once(12) ? post + 9 : random.pick([0, post]);
  const quote = random.pick([0, 0, post]);
  const pool = peopleWith(context, random.once(12) ? "applicant" : "member");
  const person = random.once(8) && known ? known.row.author : oneOf(context, pool);
  const audience = random.pick(["public", "community"]);
  const input = { ...thread, replyTo, quote, audience, ...words(context) };
  return act(context, person, "conversation/post", input);
};

function ofPost(
  context: DrawContext,
): { readonly of: Thread & { post: number }; by: number } | undefined {
  const found = oneOf(context, postsOf(context));
  if (found === undefined) return undefined;
  const [about, number, post] = found.key;
  const other = oneOf(context, peopleWith(context, "member")) ?? found.row.author;
  return {
    of: { about, number, post: context.random.once(20) ? post + 1 : post },
    by: context.random.once(8) ? other : found.row.author,
  };
}

const reword: ActionGenerator = (context) => {
  const found = ofPost(context);
  return found && act(context, found.by, "conversation/edit", { ...found.of, ...words(context) });
};

const takeBack: ActionGenerator = (context) => {
  const found = ofPost(context);
  return found && act(context, found.by, "conversation/take-back", found.of);
};

/** Mostly somebody who has answered says why, while voting lasts or afterwards, or takes it back. */
const giveReason: ActionGenerator = (context) => {
  const { random, ledger } = context;
  type Answer = readonly [decision: number, person: number];
  const answers = rowsOf<Answer, unknown>(ledger.law, ledger.reader(), "decisions/ballots");
  const found = oneOf(context, answers.slice(-40));
  if (found === undefined) return undefined;
  const [decision, author] = found.key;
  const person = random.once(12) ? oneOf(context, peopleWith(context, "member")) : author;
  const none = { digest: new Uint8Array(32), bytes: random.once(9) ? 1 : 0 };
  const bytes = random.once(12) ? random.pick([36, 37, 2048, 2049]) : 100;
  const text = random.once(4) ? none : { digest: random.bytes(32), bytes };
  const input = { decision, audience: random.pick(["public", "community"]), ...text };
  return act(context, person, "decisions/give-reason", input);
};

/** What people say to each other. */
export const conversationGenerators = {
  say,
  reword,
  takeBack,
  giveReason,
} satisfies { readonly [name: string]: ActionGenerator };
