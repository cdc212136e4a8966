import type { Command } from "commander";
import type { AnswerOf } from "../../client/view-types.ts";
import { carryOut, carryOutBringing } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { called, type Names, printable, readNames } from "../names.ts";
import type { Outcome } from "../outcome.ts";

type Shown = AnswerOf<"conversation/thread">;
type Row = Shown["rows"][number];
type Subject = Shown["about"];

/** What people talk about, as they name it. */
const SUBJECTS: { readonly [word: string]: Subject } = {
  proposal: "decision",
  circle: "circle",
  challenge: "challenge",
  article: "article",
};
const NAMED = Object.keys(SUBJECTS).join(", ");

/** Threads: what people say beside proposals, circles, challenges and articles. */
export function addThread(program: Command, cli: Cli): void {
  const group = declareGroup(program, "thread", "what people say about something: read it, write");
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withSigner(declare(group, cli, { usage, summary }, run));
  add(
    "show <about> <number>",
    `read what was said about a ${NAMED.replaceAll(", ", " / ")}`,
    show,
  ).option("--after <post>", "begin after this post", "0");
  const writing = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    add(usage, summary, run).requiredOption("--text <text>", "what you say (Markdown)");
  writing("post <about> <number>", "write a post", post)
    .option("--quote <post>", "the post that you quote", "0")
    .option("--public", "let anybody read it, and not only members");
  writing("reply <about> <number> <post>", "answer a post", reply)
    .option("--quote <post>", "the post that you quote", "0")
    .option("--public", "let anybody read it, and not only members");
  writing("edit <about> <number> <post>", "change the words of a post of yours", edit);
  add("take-back <about> <number> <post>", "take a post of yours back", takeBack);
}

/** The thread that a call names, and the post where it names one. */
function threadOf(call: Call): {
  readonly about: Subject;
  readonly number: number;
  readonly post: number;
} {
  const [word, number, post = "0"] = call.words.map(String);
  const about = SUBJECTS[word ?? ""];
  if (about === undefined) {
    throw usageError(
      `"${word}" is nothing that has a thread.`,
      `People talk about a ${NAMED.replaceAll(", ", ", a ")}.`,
      "Write: folkmoot thread show proposal 6, or circle 1 for the whole community.",
    );
  }
  return { about, number: wholeOf(number, "number"), post: wholeOf(post, "post") };
}

function wholeOf(word: unknown, what: string): number {
  const value = Number(word);
  if (Number.isSafeInteger(value) && value >= 0 && value < 2 ** 32) return value;
  throw usageError(
    `"${String(word)}" is no number.`,
    `The ${what} is a whole number.`,
    "See `folkmoot thread show`.",
  );
}

async function show(call: Call): Promise<Outcome> {
  const { about, number } = threadOf(call);
  const session = await openReaderSession(call);
  const after = wholeOf(call.flags["after"], "post");
  const query = { about, number, after, person: session.person };
  const shown = (await session.client.view("conversation/thread", query))?.value;
  if (shown === undefined) {
    throw new CommandError(`There is no ${call.words[0]} ${number} to talk about.`, {
      why: "Nothing has that number, or the law that holds here has no threads yet.",
      remedy: "See `folkmoot propose list`, `folkmoot circle list` or `folkmoot edition`.",
      code: "cli/not-found",
    });
  }
  const names = await readNames(session);
  const texts = await session.client.texts(shown.rows.map(({ text }) => text));
  const lines = shown.rows.flatMap((row) => postLines(row, names, texts.get(row.text)));
  return { plain: shown, lines: [...headLines(shown), ...lines, ...footLines(call, shown)] };
}

function headLines({ posts, isOver, rows }: Shown): readonly string[] {
  if (posts === 0)
    return [isOver ? "Nobody said anything about it." : "Nobody has said anything yet."];
  const over = isOver ? " It is over; nothing is added." : "";
  return [`${posts} ${posts === 1 ? "post" : "posts"}, ${rows.length} shown.${over}`];
}

function postLines(row: Row, names: Names, content: unknown): readonly string[] {
  const { post, author, at, replyTo, quote, edits, editedAt, audience } = row;
  const marks = [
    ...(replyTo === 0 ? [] : [`answers ${replyTo}`]),
    ...(quote === 0 ? [] : [`quotes ${quote}`]),
    ...(edits === 0 ? [] : [`edited ${formatMoment(editedAt)}`]),
    ...(audience === "public" ? ["for anybody"] : []),
  ];
  const told = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
  const indent = replyTo === 0 ? "" : "    ";
  const head = `${indent}${String(post).padStart(4)}  ${called(names, author)}, ${formatMoment(at)}${told}`;
  return [head, ...wordsOf(row, content).map((line) => `${indent}      ${line}`)];
}

function wordsOf({ isTakenBack }: Row, content: unknown): readonly string[] {
  if (isTakenBack) return ["(taken back)"];
  const body = (content as { readonly body?: unknown } | undefined)?.body;
  return typeof body === "string" ? body.split("\n").map(printable) : ["(not readable here)"];
}

function footLines(call: Call, { next, refusal }: Shown): readonly string[] {
  const [about, number] = call.words;
  return [
    ...(next === 0 ? [] : [`More: folkmoot thread show ${about} ${number} --after ${next}`]),
    ...(refusal === null
      ? [`Write: folkmoot thread post ${about} ${number} --text "…"`]
      : [`${refusal.sentence} ${refusal.remedy}`]),
  ];
}

const post = (call: Call): Promise<Outcome> => write(call, 0);

const reply = (call: Call): Promise<Outcome> => write(call, threadOf(call).post);

async function write(call: Call, replyTo: number): Promise<Outcome> {
  const { about, number } = threadOf(call);
  const quote = wholeOf(call.flags["quote"], "post");
  const audience = call.flags["public"] === true ? "public" : "community";
  const member = await openMemberSession(call);
  const readers = audience === "public" ? "Anybody" : "Members";
  return carryOutBringing(call, member, {
    type: "conversation/post",
    content: contentOf(call),
    inputOf: (text) => ({ about, number, replyTo, quote, audience, ...text }),
    done: ({ post: place }) => `Post ${String(place)} is there. ${readers} can read it.`,
  });
}

async function edit(call: Call): Promise<Outcome> {
  const named = threadOf(call);
  const member = await openMemberSession(call);
  return carryOutBringing(call, member, {
    type: "conversation/edit",
    content: contentOf(call),
    inputOf: (text) => ({ ...named, ...text }),
    done: () => `Post ${named.post} is changed; that it was changed is shown.`,
  });
}

async function takeBack(call: Call): Promise<Outcome> {
  const input = threadOf(call);
  const member = await openMemberSession(call);
  const done = () => `Post ${input.post} is taken back; its place stays.`;
  return carryOut(call, member, { type: "conversation/take-back", input, done });
}

/** What somebody says; nothing at all is no post. */
function contentOf({ flags }: Call): { readonly body: string } {
  const body = String(flags["text"]).trim();
  if (body !== "") return { body };
  throw usageError("There are no words.", "--text is empty.", 'Write: --text "What you say"');
}
