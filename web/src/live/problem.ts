import {
  offlineProblem as offlineIn,
  type ShownProblem,
  shownProblem,
  unreadableProblem as unreadableIn,
} from "folkmoot/client/at-once";
import { currentWords } from "../words/language.ts";

/** What went wrong, in a sentence for the person. */
export type Problem = ShownProblem;

/** The problem of a node that cannot be reached. */
export const offlineProblem = (): Problem => offlineIn(currentWords().live);

/** The problem of an answer that is not what the API promises. */
export const unreadableProblem = (): Problem => unreadableIn(currentWords().live);

/** Reads the problem of an answer that is not a success. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const retryAfter = response.headers.get("retry-after");
  return shownProblem({ status: response.status, body, retryAfter }, currentWords().live);
}
