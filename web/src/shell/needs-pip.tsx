import { useViewer } from "../keys/use-viewer.ts";
import { useWaiting } from "../rooms/decide/use-waiting.ts";
import { useWords } from "../words/language.ts";

/** A point at the place where something waits for an answer, and the number for those who hear it. */
export function NeedsPip() {
  const words = useWords().shell;
  const { person, status } = useViewer();
  const waiting = useWaiting(status === "member" ? person : undefined);
  if (waiting.length === 0) return null;
  return (
    <>
      <span class="pip" aria-hidden="true" />
      <span class="unseen">, {words.needs(waiting.length)}</span>
    </>
  );
}
