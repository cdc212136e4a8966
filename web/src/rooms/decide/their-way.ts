import type { Shown } from "../../live/use-view.ts";
import type { Answer } from "./answers.ts";

type Stage = Shown<"decisions/decision">["stage"];

/** Whether somebody who gave this answer got what they asked for; neither is no wish. */
export function wentTheirWay(stage: Stage, answer: Answer | undefined): boolean {
  const hasPassed = stage === "passed" || stage === "in-effect" || stage === "without-effect";
  if (answer === "yes") return hasPassed;
  return answer === "no" ? !hasPassed : true;
}
