import { FolkmootError, type Problem } from "./error.ts";
import type { FaultCode } from "./fault-types.ts";
import type { Answer, Question, Transport } from "./transport/transport.ts";

/** A question whose body is given as a value. */
export interface JsonQuestion extends Omit<Question, "body" | "contentType"> {
  readonly json?: unknown;
}

/** Asks with bytes and returns the answer; a problem is thrown. */
export async function askBytes(transport: Transport, question: Question): Promise<Answer> {
  const answer = await transport.ask(question);
  if (answer.status >= 400) throw errorOf(problemOf(answer));
  return answer;
}

/**
 * Asks for JSON; a problem is thrown.
 *
 * Shape: with "or nothing", what does not exist (404) is `undefined` instead.
 */
export async function askJson<V>(transport: Transport, question: JsonQuestion): Promise<V>;
export async function askJson<V>(
  transport: Transport,
  question: JsonQuestion,
  missing: "or nothing",
): Promise<V | undefined>;
export async function askJson<V>(
  transport: Transport,
  { json, ...question }: JsonQuestion,
  missing?: "or nothing",
): Promise<V | undefined> {
  const answer = await transport.ask({ ...question, ...bodyOf(json) });
  if (answer.status === 404 && missing !== undefined) return undefined;
  if (answer.status >= 400) throw errorOf(problemOf(answer));
  return answer.bytes.length === 0 ? (undefined as V) : (parse(answer) as V);
}

/** The body of a question that is given as a value; none where nothing is given. */
export function bodyOf(json: unknown): Pick<Question, "body" | "contentType"> {
  if (json === undefined) return {};
  const body = new TextEncoder().encode(JSON.stringify(json));
  return { body, contentType: "application/json" };
}

/** Reads the problem that an answer carries; an answer without one becomes a problem itself. */
export function problemOf<F extends FaultCode>(answer: Answer): Problem<F> {
  if (answer.contentType.includes("json")) {
    const parsed = parse(answer) as Partial<Problem<F>> | null;
    if (typeof parsed?.code === "string" && typeof parsed.title === "string")
      return parsed as Problem<F>;
  }
  return {
    type: "about:blank",
    title: `The node answered with status ${answer.status}.`,
    status: answer.status,
    code: "client/unexpected-answer",
    remedy: "Try again, or ask another node.",
  };
}

function errorOf(problem: Problem): FolkmootError {
  return new FolkmootError(problem.code, problem.title, problem.remedy ?? "", problem);
}

function parse(answer: Answer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(answer.bytes));
  } catch (cause) {
    throw new FolkmootError(
      "client/nonsense",
      "The node's answer makes no sense.",
      "Try again, or ask another node.",
      cause,
    );
  }
}
