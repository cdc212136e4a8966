import { offlineProblem as offlineIn, type ShownProblem } from "folkmoot/client/at-once";
import { currentWords } from "../words/language.ts";

/** What went wrong, in a sentence for the person. */
export type Problem = ShownProblem;

/** The problem of a node that cannot be reached. */
export const offlineProblem = (): Problem => offlineIn(currentWords().live);
