import type { ActionType, PlainInputOf } from "../client/action-types.ts";
import type { Audience, InputWithText } from "../client/client.ts";
import type { Problem } from "../client/error.ts";
import { type Entry, isUnfinished } from "../client/outbox/entry.ts";
import { mayWait } from "../client/outbox/may-wait.ts";
import type { SentOff } from "../client/outbox/outbox.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import type { ShownProblem } from "../client/shown-problem.ts";
import type { Acknowledged, Kept, Submitted } from "../client/submit.ts";
import { saltText } from "../client/text.ts";
import { toPlain } from "../protocol/kernel/plain.ts";
import type { TextKind } from "../protocol/kernel/text-kind.ts";
import { confirm } from "./asking.ts";
import type { Call } from "./command.ts";
import { CommandError, EXIT } from "./exit.ts";
import { formatMoment } from "./moments.ts";
import { outboxFull } from "./outbox/computer-outbox.ts";
import type { OwnOutbox } from "./outbox/own-outbox.ts";
import type { Outcome } from "./outcome.ts";
import type { MemberSession } from "./session.ts";
import { whyLines } from "./why-lines.ts";

/** What a node says where it refuses, by whichever way it came. */
type Said = Omit<Problem, "type" | "code"> & { readonly code: string };

/** An action to carry out, and how to tell people that it was done. */
export interface ActionRequest<T extends ActionType> {
  readonly type: T;
  readonly input: PlainInputOf<T>;
  /** What was done, in one sentence; made from the receipt's first event. */
  readonly done: (data: { readonly [name: string]: unknown }) => string;
}

/** Carries out an action for a member, or with --dry-run only tells what would come of it. */
export async function carryOut<T extends ActionType>(
  call: Call,
  member: MemberSession,
  request: ActionRequest<T>,
): Promise<Outcome> {
  if (call.flags["dryRun"] === true) return rehearse(member, request);
  const { own } = member;
  if (own === undefined || !mayWait(request.type)) return actAtOnce(member, request);
  await confirmAgain(call, member);
  return sentOutcome(own, request, await own.send(request.type, request.input));
}

/** An action that brings a text along, and how to tell people that it was done. */
export interface TextRequest<T extends ActionType> extends Pick<ActionRequest<T>, "type" | "done"> {
  readonly content: unknown;
  readonly inputOf: InputWithText<T>;
}

/** Carries out an action that brings a text along: both at once, or neither. */
export async function carryOutBringing<T extends ActionType>(
  call: Call,
  member: MemberSession,
  request: TextRequest<T>,
): Promise<Outcome> {
  const { own, client } = member;
  const { type, content, inputOf } = request;
  if (call.flags["dryRun"] === true) {
    const { digest, bytes } = saltText(portableHasher, member.person, content);
    return rehearse(member, { type, input: inputOf({ digest, bytes: bytes.length }) });
  }
  if (own === undefined)
    return doneOutcome(request, await client.actWithText(type, content, inputOf));
  await confirmAgain(call, member);
  return sentOutcome(own, request, await own.sendWithText(type, content, inputOf));
}

function sentOutcome<T extends ActionType>(
  { outbox }: OwnOutbox,
  request: Pick<ActionRequest<T>, "done">,
  sent: SentOff,
): Outcome {
  if (sent.kind === "full") throw outboxFull();
  if (sent.kind === "refused") throw refusedBy(sent.problem);
  if (sent.kind === "agreed") return agreedOutcome(request, sent.receipt);
  const id = outbox.entryBy(sent.key)?.id ?? sent.key;
  if (sent.stage === "node") return keptOutcome({ id, state: "received" });
  return onItsWay(id, outbox.obstacleTo(sent.key)?.sentence ?? "No node answers.");
}

/** Salts and keeps a text, and returns its hash; what speaks of it waits for it. */
export async function publish(
  call: Call,
  { client, own, ...member }: MemberSession,
  { content, ...about }: PublishedText,
): Promise<Uint8Array> {
  if (own === undefined) return client.publish(content, about);
  await confirmAgain(call, { client, own, ...member });
  return own.publish(content, about);
}

/** A text that is to be published, and who may read it. */
export interface PublishedText {
  readonly content: unknown;
  readonly audience: Audience;
  readonly kind: TextKind;
}

/** Does what cannot wait for a node: it is done now, or not at all. */
async function actAtOnce<T extends ActionType>(
  { client }: MemberSession,
  request: ActionRequest<T>,
): Promise<Outcome> {
  return doneOutcome(request, await client.act(request.type, request.input));
}

function doneOutcome<T extends ActionType>(
  request: Pick<ActionRequest<T>, "done">,
  { receipt, problem, kept }: Submitted,
): Outcome {
  if (problem !== undefined) throw refusal(problem);
  return kept === undefined ? agreedOutcome(request, receipt) : keptOutcome(kept);
}

function agreedOutcome<T extends ActionType>(
  { done }: Pick<ActionRequest<T>, "done">,
  receipt: Acknowledged,
): Outcome {
  const data = receipt.events[0]?.data ?? {};
  return {
    plain: toPlain({ ok: true, ...receipt }),
    lines: [done(data), `Agreed in block ${receipt.height}. Receipt: ${receipt.id}`],
  };
}

/**
 * Asks before the very same is done once more that has only just been delivered, or is on its way.
 *
 * Why: a command that was cut off is given again by those who do not know that it was kept.
 */
async function confirmAgain(call: Call, member: MemberSession): Promise<void> {
  const { own } = member;
  if (own === undefined || own.hasSent()) return;
  // Several people may share a computer, and ask for the same thing.
  const isSame = ({ asked, signer }: Entry): boolean =>
    asked === call.asked && signer === own.signer;
  const done = member.delivered.find(isSame);
  if (done !== undefined) {
    const where = `has waited here, and is agreed now in block ${done.height}`;
    return confirm(call, `The same, "${call.asked}", ${where}. Do it once more?`);
  }
  await own.outbox.open(member.community.community);
  const waiting = own.outbox.entries().filter(isUnfinished);
  if (!waiting.some(isSame)) return;
  await confirm(call, `The same, "${call.asked}", is on its way already. Do it once more?`);
}

/** Says that something is kept on this computer. */
function onItsWay(id: string, why: string): Outcome {
  return {
    plain: { ok: true, id, state: "kept" },
    lines: [
      `Signed and kept on this computer, not delivered yet. ${why}`,
      "The next command that reaches the node delivers it; it may wait for 30 days. Do not give the command again.",
      "See it with `folkmoot outbox`; take it back with `folkmoot outbox drop`.",
    ],
  };
}

/** Says that an action is kept and not agreed on yet. */
function keptOutcome({ id, state }: Kept): Outcome {
  return {
    plain: { ok: true, id, state },
    lines: [
      "Received, not yet agreed: too few machines take part just now.",
      "It is kept and goes on by itself. Do not send it again.",
      `Look for it later: folkmoot why ${id}`,
    ],
  };
}

/** Like `carryOut`, with a text that was published for it: a refusal takes the text back. */
export async function carryOutWithText<T extends ActionType>(
  call: Call,
  member: MemberSession,
  request: ActionRequest<T>,
  text: Uint8Array,
): Promise<Outcome> {
  try {
    return await carryOut(call, member, request);
  } catch (error) {
    const { own, client } = member;
    const erase = () =>
      own?.send("records/erase", { text }) ?? client.act("records/erase", { text });
    await erase().catch(() => {
      // The refusal is what the person has to hear; the text can still be erased later.
    });
    throw error;
  }
}

async function rehearse<T extends ActionType>(
  member: MemberSession,
  { type, input }: Pick<ActionRequest<T>, "type" | "input">,
): Promise<Outcome> {
  const { refusal: obstacle, why } = await member.client.rehearse(type, input);
  const plain = toPlain({ ok: obstacle === null, dryRun: true, refusal: obstacle, why });
  if (obstacle === null) {
    return { plain, lines: ["This would work. Nothing was done.", ...whyLines(why)] };
  }
  const { sentence, remedy } = obstacle;
  return {
    plain,
    lines: ["This would be refused. Nothing was done.", sentence, remedy],
    exit: EXIT.refused,
  };
}

/** The same for a refusal that an outbox has heard. */
function refusedBy({ sentence, help, ...said }: ShownProblem): CommandError {
  const remedy = help === undefined ? {} : { remedy: help };
  return refusal({ ...said, title: sentence, ...remedy });
}

/** Turns a node's refusal into the three lines of an error. */
export function refusal(problem: Said): CommandError {
  const isRule = problem.status === 422 || problem.number !== undefined;
  return new CommandError(problem.title, {
    why: detailOf(problem),
    remedy: problem.remedy ?? "Ask `folkmoot why` with the number of the action.",
    code: problem.code,
    exit: isRule ? EXIT.refused : EXIT.error,
  });
}

/** What details call a moment. */
const MOMENTS: ReadonlySet<string> = new Set(["at", "from", "until"]);
/** Below it a number is no moment of a community. Units: milliseconds since 1970; in 2001. */
const MOMENT_MIN = 1_000_000_000_000;

function wordOf(name: string, value: unknown): string {
  if (typeof value === "object") return JSON.stringify(value);
  const isMoment = typeof value === "number" && MOMENTS.has(name) && value >= MOMENT_MIN;
  return isMoment ? formatMoment(value) : String(value);
}

function detailOf(problem: Said): string {
  const figures = Object.entries(problem.details ?? {})
    .map(([name, value]) => `${name} ${wordOf(name, value)}`)
    .join(", ");
  const rule = `This is the rule ${problem.code}`;
  if (figures !== "") return `${rule} (${figures}).`;
  const { detail, remedy } = problem;
  return detail === undefined || detail === remedy ? `${rule}.` : detail;
}
