import { useSession } from "../../keys/use-session.ts";
import { useViewer } from "../../keys/use-viewer.ts";
import type { Shown } from "../../live/use-view.ts";
import { useView } from "../../live/use-view.ts";
import { type Answer, answerOf } from "./answers.ts";

/**
 * Returns what the person who looks has answered, or nothing.
 *
 * Why asked for by itself: while people answer, the node tells it to that person alone.
 */
export function useOwnAnswer({
  decision,
  hasAnswered,
}: Pick<Shown<"decisions/decision">, "decision" | "hasAnswered">): Answer | undefined {
  const { person } = useViewer();
  const session = useSession();
  const asks = person !== undefined && session === person && hasAnswered;
  const own = useView("decisions/answer", asks ? { decision, person } : undefined);
  return answerOf(own.data?.answer);
}
