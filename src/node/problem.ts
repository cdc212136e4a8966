import type { Refusal } from "../protocol/kernel/fault.ts";
import type { Plain } from "../protocol/kernel/plain.ts";

/** An answer that says what went wrong (RFC 9457). */
export interface Problem {
  /** Where the fault is described. */
  readonly type: string;
  /** What happened, in one sentence. */
  readonly title: string;
  readonly status: number;
  /** What the person can do. */
  readonly detail: string;
  /** Stable, such as `money/insufficient`. */
  readonly code: string;
  readonly number?: number;
  readonly remedy?: string;
  readonly details?: { readonly [name: string]: Plain };
  readonly [more: string]: Plain | undefined;
}

/** Thrown anywhere in a handler to answer with a problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  readonly headers: { readonly [name: string]: string };

  constructor(problem: Problem, headers: { readonly [name: string]: string } = {}) {
    super(problem.title);
    this.problem = problem;
    this.headers = headers;
  }
}

/** Makes a problem of the node itself. */
export function problem(status: number, code: string, title: string, detail: string): Problem {
  return { type: `/api/v1/faults/${code}`, title, status, detail, code };
}

/** Makes a problem of a refusal by the law. */
export function refusalProblem(
  { fault, details }: Refusal,
  more: { readonly [name: string]: Plain } = {},
): Problem {
  return {
    type: `/api/v1/faults/${fault.code}`,
    title: fault.sentence,
    status: statusOf(fault.code),
    detail: fault.remedy,
    code: fault.code,
    number: fault.number,
    remedy: fault.remedy,
    details,
    ...more,
  };
}

function statusOf(code: string): number {
  if (code === "kernel/malformed" || code === "kernel/malformed-input") return 400;
  return code === "kernel/too-large" ? 413 : 422;
}

/** Answers with a problem. */
export function problemResponse(
  given: Problem,
  headers: { readonly [name: string]: string } = {},
): Response {
  return new Response(JSON.stringify(given), {
    status: given.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** Nothing can be kept any more. */
export function diskFull(): Problem {
  const detail = "Anyone who runs it has to make room. Nothing that was acknowledged is lost.";
  return problem(507, "node/disk-full", "The node's disk is full.", detail);
}

/** What was asked for does not exist. */
export function notFound(what: string): ProblemError {
  return new ProblemError(
    problem(404, "node/not-found", `${what} does not exist.`, "Check the address."),
  );
}

/**
 * What was asked for lies before the history of a node that took the state over from others.
 *
 * Units: `since` is the first kept block's time in milliseconds since 1970.
 */
export function beforeHistory(what: string, first: number, since?: number): ProblemError {
  const fault = problem(
    404,
    "node/before-history",
    `${what} is not kept here: this node's history begins with block ${first}.`,
    "Ask a node that has followed the community from its founding on.",
  );
  const from = { historyFrom: first, ...(since === undefined ? {} : { since }) };
  return new ProblemError({ ...fault, ...from });
}

/** What was sent cannot be understood. */
export function badRequest(what: string): ProblemError {
  return new ProblemError(problem(400, "node/bad-request", what, "Mend the request."));
}

/** Too often, or too much at once. */
export function tooMany(seconds: number): ProblemError {
  const title = "What was asked for from here has cost the node as much as one may.";
  const fault = problem(
    429,
    "node/too-many",
    title,
    `Wait ${seconds === 1 ? "a second" : `${seconds} seconds`}, then try again.`,
  );
  return new ProblemError({ ...fault, retryAfter: seconds }, { "retry-after": String(seconds) });
}

/** All that strangers are given is in use. */
export function strangersWait(seconds: number): ProblemError {
  const title = "Too many who have not signed in ask at once.";
  const remedy =
    "Members sign in and are served at once; anyone else waits a little, then tries again.";
  const fault = problem(429, "node/strangers-wait", title, remedy);
  return new ProblemError({ ...fault, retryAfter: seconds }, { "retry-after": String(seconds) });
}

/** Larger than allowed. */
export function tooLarge(most: number): ProblemError {
  const title = `At most ${most} bytes are taken here.`;
  const fault = problem(413, "node/too-large", title, "Send less at once.");
  return new ProblemError({ ...fault, most });
}

/** Needs a signed-in member. */
export function signInFirst(): ProblemError {
  return new ProblemError(
    problem(
      401,
      "node/sign-in",
      "This is for members who have signed in.",
      "Sign in with one of your devices.",
    ),
  );
}

/** What the law does not show to anyone who asks, or not yet. */
export function notVisible(): ProblemError {
  return new ProblemError(
    problem(
      403,
      "node/not-visible",
      "This is not for everyone to see, or not yet.",
      "Sign in as somebody who may see it; how people vote is shown once the vote has closed.",
    ),
  );
}
