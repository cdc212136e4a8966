import type { Problem } from "../client/error.ts";
import type { Kept, Submitted } from "../client/submit.ts";
import { type Plain, toPlain } from "../protocol/kernel/plain.ts";
import type { Call } from "./command.ts";
import { CommandError, EXIT } from "./exit.ts";
import type { MemberSession } from "./member.ts";
import type { Outcome } from "./outcome.ts";
import { whyLines } from "./why-lines.ts";

/** An action to carry out, and how to tell people that it was done. */
export interface ActionRequest {
  readonly type: string;
  readonly input: unknown;
  /** What was done, in one sentence; made from the receipt's first event. */
  readonly done: (data: { readonly [name: string]: unknown }) => string;
}

/** Carries out an action for a member, or with --dry-run only tells what would come of it. */
export async function carryOut(
  call: Call,
  member: MemberSession,
  request: ActionRequest,
): Promise<Outcome> {
  if (call.flags["dryRun"] === true) return rehearse(member, request);
  const { receipt, problem, kept } = (await member.client.act(
    request.type as never,
    request.input as never,
  )) as Submitted;
  if (problem !== undefined) throw refusal(problem);
  if (kept !== undefined) return keptOutcome(kept);
  const data = receipt.events[0]?.data ?? {};
  return {
    plain: { ok: true, ...(toPlain(receipt) as { readonly [name: string]: Plain }) },
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
export async function carryOutWithText(
  call: Call,
  member: MemberSession,
  request: ActionRequest,
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

async function rehearse(member: MemberSession, { type, input }: ActionRequest): Promise<Outcome> {
  const { refusal: problem, why } = await member.client.rehearse(type as never, input as never);
  const plain = { ok: problem === null, dryRun: true, refusal: problem, why } as unknown as Plain;
  if (problem === null) {
    return { plain, lines: ["This would work. Nothing was done.", ...whyLines(why)] };
  }
  const { sentence, remedy } = problem;
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

function detailOf(problem: Problem): string {
  const figures = Object.entries(problem.details ?? {})
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
  const rule = `This is the rule ${problem.code}`;
  if (figures !== "") return `${rule} (${figures}).`;
  const { detail, remedy } = problem;
  return detail === undefined || detail === remedy ? `${rule}.` : detail;
}
