import type { Answer } from "./transport/transport.ts";

/**
 * What went wrong, in a sentence for the person.
 *
 * Shape: the node's RFC 9457 answer (its title is the sentence, its remedy or detail what to do), or
 * `offline` and `unreadable` when there was none.
 */
export interface ShownProblem {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  /** What the person can do, where the node says it. */
  readonly help?: string;
  /** The fault's number and figures; only for refusals by the law. */
  readonly number?: number;
  readonly details?: { readonly [name: string]: unknown };
  /** What else a node says of it. */
  readonly detail?: string;
  /** From when on the node knows what happened, where it does not know all. Units: milliseconds. */
  readonly since?: number;
  /** Whether trying again later may work by itself. */
  readonly passing: boolean;
}

/** What is said where a node says nothing itself, in the language of the person. */
export interface ProblemWords {
  readonly offlineCode: string;
  readonly unreadable: string;
  readonly signIn: string;
  /** Units: milliseconds. */
  readonly busy: (waitMs: number) => string;
  readonly status: (status: number) => string;
}

/** What is said in plain English, where nobody says it in another language. */
export const plainWords: ProblemWords = {
  offlineCode: "No node answers.",
  unreadable: "The node's answer makes no sense.",
  signIn: "This is for members.",
  busy: (waitMs) => `The node asks to wait for ${Math.ceil(waitMs / 1000)} seconds.`,
  status: (status) => `The node answered with status ${status}.`,
};

/** An answer that is not a success: its status, its body as far as that is JSON, and how long to wait. */
export interface FailedAnswer {
  readonly status: number;
  readonly body: unknown;
  /** What the header `retry-after` says. Units: seconds. */
  readonly retryAfter: string | null | undefined;
}

/** What is kept of a sentence at most, so that no node fills a device. Units: UTF-16 code units. */
export const SENTENCE_MOST = 2000;

/** The problem of a node that cannot be reached. */
export const offlineProblem = ({ offlineCode }: ProblemWords): ShownProblem => ({
  status: 0,
  code: "offline",
  sentence: offlineCode,
  passing: true,
});

/** The problem of an answer that is not what the API promises. */
export const unreadableProblem = ({ unreadable }: ProblemWords): ShownProblem => ({
  status: 0,
  code: "unreadable",
  sentence: unreadable,
  passing: false,
});

/** Reads the problem of an answer that is not a success. */
export function shownProblem(answer: FailedAnswer, words: ProblemWords): ShownProblem {
  const { status, body } = answer;
  const said = (typeof body === "object" && body !== null ? body : {}) as {
    readonly [field: string]: unknown;
  };
  const title = textOf(said["title"]);
  const since = said["since"];
  const detail = title === undefined ? undefined : textOf(said["detail"]);
  const help = textOf(said["remedy"]) ?? detail;
  const { number, details } = said;
  return {
    status,
    code: textOf(said["code"]) ?? String(status),
    sentence: title ?? ownSentence(answer, words),
    ...(help === undefined ? {} : { help }),
    ...(typeof number === "number" ? { number } : {}),
    ...(isSmallRecord(details) ? { details } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(typeof since === "number" ? { since } : {}),
    // Where there is no room (507), somebody has to make some first.
    passing: (status >= 500 && status !== 507) || status === 429,
  };
}

/** Reads the JSON of an answer; nothing where it is none. */
export function jsonOf({ bytes }: Pick<Answer, "bytes">): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.slice(0, SENTENCE_MOST) : undefined;

const isSmallRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && JSON.stringify(value).length <= SENTENCE_MOST;

function ownSentence({ status, retryAfter }: FailedAnswer, words: ProblemWords): string {
  if (status === 401) return words.signIn;
  const wait = Number(retryAfter ?? "1");
  if (status === 429) return words.busy((Number.isFinite(wait) ? wait : 1) * 1000);
  return words.status(status);
}
