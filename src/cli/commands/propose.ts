import type { Command } from "commander";
import { type Effect, effectOf, readAction } from "../../client/action-input.ts";
import type { AnswerOf, QueryOf } from "../../client/view-types.ts";
import { openFor, voteFor } from "../../protocol/decisions/index.ts";
import type { DecisionKind } from "../../protocol/kernel/decision-kind.ts";
import type { Plain } from "../../protocol/kernel/plain.ts";
import { findAction } from "../../protocol/law.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { carryOut, carryOutWithText, publish } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { readKind } from "../decision-kinds.ts";
import { CommandError, usageError } from "../exit.ts";
import { parseFlag } from "../flags/parse.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { called, readNames, readTitles } from "../names.ts";
import type { Outcome } from "../outcome.ts";
import type { MemberSession, Session } from "../session.ts";
import { whyLines } from "../why-lines.ts";
import { answerHearing, proposePolicy } from "./propose-policy.ts";
import { giveReason, reasonLines } from "./propose-reason.ts";

const KIND_WORDS = {
  rule: "rule (a figure, or how a circle decides)",
  article: "article (a text that everyone agrees to)",
  seat: "seat (the machines)",
  member: "member (who belongs here)",
  role: "role (what somebody does for a circle)",
  circle: "circle (circles, and who is in them)",
  statement: "statement (what people think)",
  money: "money (what a circle does with its money)",
} satisfies Record<DecisionKind, string>;

type Listed = AnswerOf<"decisions/list">[number];

const KINDS = Object.values(KIND_WORDS).join(", ");
const CHOICES = ["yes", "no", "abstain"];

const collect = (word: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  word,
];

/** Proposals: open, list, show, vote, take back. */
export function addPropose(program: Command, cli: Cli): void {
  const group = declareGroup(program, "propose", "decisions: propose, list, show, vote");
  withSigner(declare(group, cli, { usage: "new", summary: "propose something" }, open))
    .requiredOption("--title <text>", "the proposal in one line")
    .option("--body <text>", "the proposal in full (Markdown)", "")
    .option("--kind <kind>", `what is decided: ${KINDS}`, "statement")
    .option("--circle <number>", "the circle that decides; 1 is everyone", "1")
    .option(
      "--effect <action>",
      'what happens by itself if it passes, such as "constitution/set-parameter parameter=vouches-needed,value=2"; may be given up to 8 times',
      collect,
    );
  withSigner(
    declare(
      group,
      cli,
      { usage: "policy <kind>", summary: "propose that a circle decides in another way" },
      proposePolicy,
    ),
  )
    .requiredOption("--title <text>", "the proposal in one line")
    .option("--body <text>", "the proposal in full (Markdown)", "")
    .option("--circle <number>", "the circle that is to decide so; 1 is everyone", "1")
    .option("--by <number>", "the circle that says so: itself, or the one around it")
    .option("--quorum <percent>", "how many of all have to say yes, in percent")
    .option("--share <share>", "the share of yes and no that yes must exceed, such as 3/5")
    .option("--voting-days <days>", "how long people vote")
    .option("--delay-days <days>", "how long it waits before it takes effect");
  withSigner(
    declare(
      group,
      cli,
      {
        usage: "answer <decision>",
        summary: "answer a proposal that would take you out of a circle",
      },
      answerHearing,
    ),
  ).requiredOption("--text <text>", "your answer (Markdown)");
  withSigner(
    declare(group, cli, { usage: "list", summary: "show all proposals, newest first" }, list),
  );
  withSigner(
    declare(
      group,
      cli,
      { usage: "show <decision>", summary: "show a proposal and where it stands" },
      show,
    ),
  );
  withSigner(
    declare(
      group,
      cli,
      { usage: "vote <decision> <choice>", summary: "answer: yes, no or abstain" },
      vote,
    ),
  );
  withSigner(
    declare(
      group,
      cli,
      { usage: "reason <decision>", summary: "say why you answer so; shown once voting has ended" },
      giveReason,
    ),
  )
    .option("--text <text>", "why you answer so (Markdown), 2 kB at most")
    .option("--take-back", "take back what you said")
    .option("--public", "let anybody read it then, and not only members");
  withSigner(
    declare(
      group,
      cli,
      { usage: "withdraw <decision>", summary: "take your proposal back" },
      withdraw,
    ),
  );
}

async function open(call: Call): Promise<Outcome> {
  const { title = "", body = "", circle } = call.flags as { readonly [name: string]: string };
  const kind = readKind(call.flags["kind"]);
  const member = await openMemberSession(call);
  const given = (call.flags["effect"] ?? []) as readonly string[];
  const effects = given.map((effect) => readEffect(effect, member.community.time));
  return openProposal(call, member, {
    title,
    body,
    kind,
    circle: wholeNumber(circle ?? "1"),
    effects,
  });
}

/** What is proposed to a circle. */
export interface Proposal {
  readonly title: string;
  readonly body: string;
  readonly kind: DecisionKind;
  readonly circle: number;
  readonly effects: readonly Effect[];
}

/** Publishes a proposal's text and opens it; on a dry run only its form is checked. */
export async function openProposal(
  call: Call,
  member: MemberSession,
  { title, body, kind, circle, effects }: Proposal,
): Promise<Outcome> {
  const isDry = call.flags["dryRun"] === true;
  const content = { title, body };
  const text = isDry
    ? undefined
    : await publish(call, member, { content, audience: "public", kind: "proposal" });
  if (text === undefined) return dryOpen(kind, effects.length);
  const input = openFor({ circle, kind, text, effects });
  const done = ({ decision }: { readonly [name: string]: unknown }) =>
    `Proposal ${String(decision)} is open: ${title}`;
  return carryOutWithText(call, member, { type: "decisions/open", input, done }, text);
}

/** The text of a proposal is published first, which a dry run must not do; so only its form is checked. */
function dryOpen(kind: DecisionKind, effects: number): Outcome {
  return {
    plain: { ok: true, dryRun: true, kind, effects },
    lines: [
      `This is a well-formed proposal of the kind ${kind} with ${effects} effects. Nothing was done.`,
      "Whether its effects could be carried out is checked when it is opened.",
    ],
  };
}

/** Reads an effect: an action of a circle and its input as name=value pairs. */
function readEffect(words: string, now: number): Effect {
  const [type = "", ...rest] = words.trim().split(" ");
  const action = findAction(folkmootLaw, type);
  if (action === undefined || action.author !== "circle") {
    const known = [...folkmootLaw.actionByType.values()].filter(
      ({ author }) => author === "circle",
    );
    throw usageError(
      `A circle cannot do "${type}".`,
      `It can do ${known.map((each) => each.type).join(", ")}.`,
      'Write --effect "ROOM/ACTION name=value,name=value".',
    );
  }
  const input = parseFlag(action.input.description, rest.join(" "), { now });
  const wrong = input.ok ? action.input.problem(input.value) : input.reason;
  if (!input.ok || wrong !== undefined) {
    throw usageError(
      `The effect ${type} does not fit: ${wrong}.`,
      action.summary,
      `See \`folkmoot act ${type.replace("/", " ")} --help\` for its fields.`,
    );
  }
  return effectOf(readAction(type, input.value));
}

async function list(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const reading = await session.client.view("decisions/list", {});
  const all = reading?.value ?? [];
  const titles = await readTitles(
    session.client,
    all.map(({ text }) => text),
  );
  const lines = all.map((each) => {
    const title = titles.get(each.text) ?? "(text not readable)";
    return `${String(each.decision).padStart(4)}  ${title}\n      ${standing(each)}`;
  });
  return { plain: all, lines };
}

function standing(
  shown: Pick<Listed, "stage" | "answered" | "eligible" | "closesAt" | "effectAt">,
): string {
  const { stage, answered, eligible, closesAt, effectAt } = shown;
  const answers = `${answered} of ${eligible} have answered`;
  if (stage === "open") return `open until ${formatMoment(closesAt)}, ${answers}`;
  if (stage === "passed") return `passed, takes effect on ${formatMoment(effectAt)}`;
  return `${stage}, ${answers}`;
}

async function show(call: Call): Promise<Outcome> {
  const decision = wholeNumber(String(call.words[0]));
  const session = await openReaderSession(call);
  const query = { decision, person: session.person };
  const reading = await session.client.view("decisions/decision", query);
  if (reading === undefined) {
    throw new CommandError(`There is no proposal ${decision}.`, {
      why: "No decision has that number.",
      remedy: "See `folkmoot propose list`.",
      code: "cli/not-found",
    });
  }
  const shown = reading.value;
  const names = await readNames(session);
  const titles = await readTitles(session.client, [shown.text]);
  const counts = shown.count === null ? [] : [`${countLine(shown.count)}.`];
  const own = session.person === 0 ? null : await ownAnswer(session, query);
  const lines = [
    `${decision}. ${titles.get(shown.text) ?? "(text not readable)"}`,
    `Proposed by ${called(names, shown.proposer)}; ${standing(shown)}.`,
    ...counts,
    ...(shown.why === null ? [shown.policySentence] : []),
    ...shown.effects.map(({ sentence, type }) => `If it passes: ${sentence || type}`),
    ...shown.heard.map(({ person, answer }) => {
      const said = answer === null ? "has not answered yet" : "has answered";
      return `${called(names, person)} would be taken out of a circle, and ${said}.`;
    }),
    ...(own === null ? [] : [`Your answer: ${answerText(own)}.`]),
    ...(shown.eligibility.refusal === null ? [] : [shown.eligibility.refusal.sentence]),
    ...whyLines(shown.why),
    ...(await reasonLines(session, decision, names)),
  ];
  return { plain: { ...shown, mine: own }, lines };
}

/** What anyone who asks has answered: shown to oneself only, so the node has to know who it is. */
async function ownAnswer(session: Session, query: QueryOf<"decisions/answer">): Promise<Plain> {
  await session.client.signIn();
  const reading = await session.client.view("decisions/answer", query);
  return reading?.value.answer ?? null;
}

function answerText(answer: Plain): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

function countLine(count: { readonly [name: string]: number }): string {
  return Object.entries(count)
    .map(([name, figure]) => `${name} ${figure}`)
    .join(", ");
}

async function vote(call: Call): Promise<Outcome> {
  const decision = wholeNumber(String(call.words[0]));
  const choice = String(call.words[1]);
  if (!CHOICES.includes(choice)) {
    throw usageError(
      `"${choice}" is not an answer.`,
      `Answers are ${CHOICES.join(", ")}.`,
      "Write: folkmoot propose vote 3 yes",
    );
  }
  const member = await openMemberSession(call);
  const done = () =>
    `Your answer to proposal ${decision} is ${choice}. You may change it until it closes.`;
  return carryOut(call, member, {
    type: "decisions/cast-vote",
    input: voteFor(decision, choice),
    done,
  });
}

async function withdraw(call: Call): Promise<Outcome> {
  const decision = wholeNumber(String(call.words[0]));
  const member = await openMemberSession(call);
  const done = () => `Proposal ${decision} is withdrawn.`;
  return carryOut(call, member, { type: "decisions/withdraw", input: { decision }, done });
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(
    `"${text}" is not a number.`,
    "Decisions and circles are numbered.",
    "See `folkmoot propose list`.",
  );
}
