import type { Command } from "commander";
import type { ActionType, PlainInputOf } from "../../client/action-types.ts";
import type { AnswerOf } from "../../client/view-types.ts";
import { type ActionRequest, carryOut, carryOutWithText, publish } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { called, findPerson, type Names, readNames, readWords } from "../names.ts";
import type { Outcome } from "../outcome.ts";
import type { MemberSession, Session } from "../session.ts";

type Listed = AnswerOf<"challenges/list">[number];
type Shown = AnswerOf<"challenges/challenge">;
type JurorAnswer = PlainInputOf<"challenges/judge">["answers"][number];

const SAID: { readonly [A in JurorAnswer]: string } = {
  yes: "must go",
  no: "belongs here",
  abstain: "neither",
};
const ANSWERS = ["yes", "no", "abstain"] as const satisfies readonly JurorAnswer[];
const CAME: { readonly [O in Listed["named"][number]["outcome"]]: string } = {
  open: "not known yet",
  confirmed: "must go",
  honest: "belongs here",
  fallen: "nothing was found",
  "passed-over": "not looked at",
};

/** Challenges: against anyone who must not be here; supporting, answering, judging, calling on everyone. */
export function addChallenge(program: Command, cli: Cli): void {
  const group = declareGroup(program, "challenge", "who must not be here: open, answer, judge");
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withSigner(declare(group, cli, { usage, summary }, run));
  add("list", "show all challenges, the newest first", list);
  add("show <challenge>", "show a challenge and how far it has come", show);
  add("open <who...>", "challenge somebody, or several who are here by one member's vouch", open)
    .requiredOption("--reason <text>", "why they must not be here; they and members can read it")
    .option("--voucher <who>", "by whose vouch all of them are here");
  add("support <challenge>", "support a challenge", support);
  add("withdraw <challenge>", "take your challenge back while it looks for supporters", withdraw);
  add("answer <challenge>", "answer a challenge that is about you", answer).requiredOption(
    "--text <text>",
    "your answer; members can read it",
  );
  add(
    "judge <challenge> <answers...>",
    "say of each who is named: yes, they must go; no, they belong here; or abstain",
    judge,
  );
  add("appeal <challenge>", "call on everyone against what a jury confirmed about you", appeal);
  add("erase-reason <challenge>", "have the reason erased when it is over", eraseReason);
}

async function list(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const reading = await session.client.view("challenges/list", {});
  const all = reading?.value ?? [];
  const names = await readNames(session);
  const lines = all.map((each) => `${line(each, names)}\n      ${each.sentence}`);
  return {
    plain: all,
    lines: lines.length === 0 ? ["Nobody has been challenged."] : lines,
  };
}

function line(
  { challenge, by, named }: Pick<Listed, "challenge" | "by" | "named">,
  names: Names,
): string {
  const who = named.map(({ person }) => called(names, person)).join(", ");
  return `${String(challenge).padStart(4)}  ${who} (challenged by ${called(names, by)})`;
}

async function show(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const challenge = numberOf(call);
  const shown = await read(session, challenge);
  const names = await readNames(session);
  const listed = (people: readonly number[]) =>
    people.map((person) => called(names, person)).join(", ");
  const texts = await readWords(session.client, [
    shown.reason,
    ...shown.accused.map(({ answer: text }) => text),
  ]);
  const said = (hash: string) => texts.get(hash)?.["body"];
  const sitting = shown.jurors.filter(({ seat }) => seat === "sits").map(({ person }) => person);
  const { judges, mayAppeal } = shown.mine;
  const lines = [
    line(shown, names).trim(),
    shown.stage === "over"
      ? shown.sentence
      : `${shown.sentence} It goes on ${formatMoment(shown.until)}.`,
    `Reason: ${said(shown.reason) ?? "(not readable)"}`,
    ...(shown.supportedBy.length === 0 ? [] : [`Supported by ${listed(shown.supportedBy)}.`]),
    ...(sitting.length === 0 ? [] : [`Jury: ${listed(sitting)}.`]),
    ...shown.accused.flatMap((one) => {
      const answered = said(one.answer);
      const who = called(names, one.person);
      const why = one.why === null ? "" : ` ${one.why.result}`;
      return [
        `${who}: ${CAME[one.outcome]}.${why}`,
        ...(answered === undefined ? [] : [`${who} answers: ${answered}`]),
      ];
    }),
    ...(judges.by !== "nobody" && !judges.hasAnswered
      ? [`You are asked: folkmoot challenge judge ${challenge} ${ANSWERS.join("|")}`]
      : []),
    ...(mayAppeal ? [`You can call on everyone: folkmoot challenge appeal ${challenge}`] : []),
  ];
  return { plain: shown, lines };
}

async function read(session: Session & { person: number }, challenge: number): Promise<Shown> {
  const query = { challenge, person: session.person };
  const reading = await session.client.view("challenges/challenge", query);
  if (reading !== undefined) return reading.value;
  throw new CommandError(`There is no challenge ${challenge}.`, {
    why: "No challenge has that number.",
    remedy: "See `folkmoot challenge list`.",
    code: "cli/not-found",
  });
}

async function open(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const names = await readNames(member);
  const words = call.words[0] as readonly string[];
  const accused = words.map((word) => findPerson(names, word)).sort((a, b) => a - b);
  const by = call.flags["voucher"];
  const voucher = by === undefined ? 0 : findPerson(names, String(by));
  const who = accused.map((person) => called(names, person)).join(", ");
  const done = ({ challenge, needed }: { readonly [name: string]: unknown }) =>
    `Challenge ${String(challenge)} against ${who} is open. It needs ${String(needed)} supporters within seven days.`;
  return withNote(call, member, String(call.flags["reason"]), (reason) => ({
    type: "challenges/open",
    input: { accused, voucher, reason },
    done,
  }));
}

/** Publishes a text and does what refers to it; a dry run publishes nothing. */
async function withNote<T extends ActionType>(
  call: Call,
  member: MemberSession,
  body: string,
  request: (hash: Uint8Array) => ActionRequest<T>,
): Promise<Outcome> {
  if (call.flags["dryRun"] === true) {
    return {
      plain: { ok: true, dryRun: true },
      lines: ["Nothing was done.", "Whether it can be done is checked once the text is published."],
    };
  }
  const text = await publish(call, member, {
    content: { body },
    audience: "community",
    kind: "note",
  });
  return carryOutWithText(call, member, request(text), text);
}

async function answer(call: Call): Promise<Outcome> {
  const challenge = numberOf(call);
  const member = await openMemberSession(call);
  const done = () => "Your answer stands beside the reason. You may write another until the end.";
  return withNote(call, member, String(call.flags["text"]), (text) => ({
    type: "challenges/answer",
    input: { challenge, answer: text },
    done,
  }));
}

async function support(call: Call): Promise<Outcome> {
  const challenge = numberOf(call);
  const done = () => `You support challenge ${challenge} until it is over, and no other meanwhile.`;
  const member = await openMemberSession(call);
  return carryOut(call, member, { type: "challenges/support", input: { challenge }, done });
}

async function withdraw(call: Call): Promise<Outcome> {
  const challenge = numberOf(call);
  const done = () => `Challenge ${challenge} is taken back.`;
  const member = await openMemberSession(call);
  return carryOut(call, member, { type: "challenges/withdraw", input: { challenge }, done });
}

async function judge(call: Call): Promise<Outcome> {
  const challenge = numberOf(call);
  const answers = (call.words[1] as readonly string[]).map(answerOf);
  const member = await openMemberSession(call);
  const shown = await read(member, challenge);
  const names = await readNames(member);
  // Whether the jury or everyone is asked follows from how far it has come.
  const type = shown.stage === "appealed" ? "challenges/judge-appeal" : "challenges/judge";
  const about = shown.accused.map(
    ({ person }, at) => `${called(names, person)} ${SAID[answers[at] ?? "abstain"]}`,
  );
  const done = () => `You say: ${about.join("; ")}. You may change it until it closes.`;
  return carryOut(call, member, { type, input: { challenge, answers }, done });
}

function answerOf(word: string): JurorAnswer {
  const answer = ANSWERS.find((each) => each === word);
  if (answer !== undefined) return answer;
  throw usageError(
    `"${word}" is not an answer.`,
    `Answers are ${ANSWERS.join(", ")}: yes, they must go; no, they belong here.`,
    "Write one for each who is named: folkmoot challenge judge 3 yes",
  );
}

async function appeal(call: Call): Promise<Outcome> {
  const challenge = numberOf(call);
  const done = () => "Everyone is asked. Until then you stay.";
  const member = await openMemberSession(call);
  return carryOut(call, member, { type: "challenges/appeal", input: { challenge }, done });
}

async function eraseReason(call: Call): Promise<Outcome> {
  const challenge = numberOf(call);
  const done = () => "The reason is erased. Every node deletes it.";
  const member = await openMemberSession(call);
  return carryOut(call, member, { type: "challenges/erase-reason", input: { challenge }, done });
}

function numberOf(call: Call): number {
  const text = String(call.words[0]);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(
    `"${text}" is not a number.`,
    "Challenges are numbered.",
    "See `folkmoot challenge list`.",
  );
}
