import type { ActionType, PlainInputOf } from "../client/action-types.ts";
import type { Problem } from "../client/error.ts";
import type { Kept } from "../client/submit.ts";
import { toPlain } from "../protocol/kernel/plain.ts";
import type { Call } from "./command.ts";
import { CommandError, EXIT } from "./exit.ts";
import type { MemberSession } from "./member.ts";
import { formatMoment } from "./moments.ts";
import type { Outcome } from "./outcome.ts";
import { whyLines } from "./why-lines.ts";

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
  const { receipt, problem, kept } = await member.client.act(request.type, request.input);
  if (problem !== undefined) throw refusal(problem);
  if (kept !== undefined) return keptOutcome(kept);
  const data = receipt.events[0]?.data ?? {};
  return {
    plain: toPlain({ ok: true, ...receipt }),
    lines: [request.done(data), `Agreed in block ${receipt.height}. Receipt: ${receipt.id}`],
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
    await member.client.act("records/erase", { text }).catch(() => {
      // The refusal is what the person has to hear; the text can still be erased later.
    });
    throw error;
  }
}

async function rehearse<T extends ActionType>(
  member: MemberSession,
  { type, input }: ActionRequest<T>,
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

/** Turns a node's refusal into the three lines of an error. */
export function refusal(problem: Problem): CommandError {
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

function detailOf(problem: Problem): string {
  const figures = Object.entries(problem.details ?? {})
    .map(([name, value]) => `${name} ${wordOf(name, value)}`)
    .join(", ");
  const rule = `This is the rule ${problem.code}`;
  if (figures !== "") return `${rule} (${figures}).`;
  const { detail, remedy } = problem;
  return detail === undefined || detail === remedy ? `${rule}.` : detail;
}
