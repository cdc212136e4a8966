import { currentWords } from "../words/language.ts";

/**
 * What went wrong, in a sentence for the person.
 *
 * Shape: the node's RFC 9457 answer (its title is the sentence, its detail what to do), or `offline` and `unreadable` when there was none.
 */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  /** What the person can do, where the node says it. */
  readonly help?: string;
  /** From when on the node knows what happened, where it does not know all. Units: milliseconds. */
  readonly since?: number;
  /** Whether trying again later may work by itself. */
  readonly passing: boolean;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** The problem of a node that cannot be reached. */
export const offlineProblem = (): Problem => ({
  status: 0,
  code: "offline",
  sentence: currentWords().live.offlineCode,
  passing: true,
});

/** The problem of an answer that is not what the API promises. */
export const unreadableProblem = (): Problem => ({
  status: 0,
  code: "unreadable",
  sentence: currentWords().live.unreadable,
  passing: false,
});

function ownSentence(response: Response): string {
  const words = currentWords().live;
  if (response.status === 401) return words.signIn;
  const wait = Number(response.headers.get("retry-after") ?? "1");
  if (response.status === 429) return words.busy((Number.isFinite(wait) ? wait : 1) * 1000);
  return words.status(response.status);
}

/** Reads the problem of an answer that is not a success. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const fields = typeof body === "object" && body !== null ? { ...body } : {};
  const said = fields as Record<string, unknown>;
  const title = text(said["title"]);
  const since = said["since"];
  const help = text(said["remedy"]) ?? (title === undefined ? undefined : text(said["detail"]));
  return {
    status: response.status,
    code: text(said["code"]) ?? String(response.status),
    sentence: title ?? ownSentence(response),
    ...(help === undefined ? {} : { help }),
    ...(typeof since === "number" ? { since } : {}),
    passing: response.status >= 500 || response.status === 429,
  };
}
