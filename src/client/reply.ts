import { bodyOf, type JsonQuestion } from "./ask.ts";
import {
  jsonOf,
  offlineProblem,
  type ProblemWords,
  type ShownProblem,
  shownProblem,
  unreadableProblem,
} from "./shown-problem.ts";
import type { Transport } from "./transport/transport.ts";

/** What a node answers: a value, that nothing has changed since the last answer, or a problem. */
export type Reply<Value> =
  | { readonly kind: "value"; readonly value: Value; readonly etag: string | undefined }
  | { readonly kind: "same" }
  | { readonly kind: "problem"; readonly problem: ShownProblem };

/** Asks a node and never throws. */
export type AskNode = <Value>(question: JsonQuestion) => Promise<Reply<Value>>;

/** What asking needs: a way to a node, and words where the node says none. */
export interface AskDeps {
  readonly transport: Pick<Transport, "ask">;
  readonly words: () => ProblemWords;
}

/** How long a node may take. Units: milliseconds. */
const PATIENCE = 15_000;

/**
 * Asks a node, and says what came of it in words for a person; never throws.
 *
 * Shape: a value is an object; an answer without a body is an empty one.
 * Bounds: gives up after 15 seconds, or after the question's own `patienceMs`.
 */
export async function askNode<Value>(
  { transport, words }: AskDeps,
  { json, ...question }: JsonQuestion,
): Promise<Reply<Value>> {
  try {
    const asked = { patienceMs: PATIENCE, ...question, ...bodyOf(json) };
    const answer = await transport.ask(asked);
    const { status, retryAfter, etag } = answer;
    if (status === 304) return { kind: "same" };
    const body = status === 204 ? {} : jsonOf(answer);
    if (status < 200 || status > 299) {
      return { kind: "problem", problem: shownProblem({ status, body, retryAfter }, words()) };
    }
    return typeof body === "object" && body !== null
      ? { kind: "value", value: body as Value, etag }
      : { kind: "problem", problem: unreadableProblem(words()) };
  } catch {
    return { kind: "problem", problem: offlineProblem(words()) };
  }
}
