import type { ComponentChildren } from "preact";
import type { Act } from "../live/use-act.ts";
import { to } from "../router/route.ts";
import { useRoomWords } from "../words/room-words.ts";
import { Notice, ProblemNotice } from "./notice.tsx";
import { Steps } from "./steps.tsx";

/** What came of something that was done: heard at once, with a way to ask why. */
export function Outcome({ act, done }: { readonly act: Act; readonly done: ComponentChildren }) {
  const words = useRoomWords();
  const { doing } = act;
  return (
    <div aria-live="polite" class="outcome">
      {doing.stage === "busy" ? <Steps progress="device" /> : null}
      {doing.stage === "kept" ? (
        <div class="stack stack-close">
          <Steps progress={doing.progress} />
          <p class="soft small">{words.unfinished.how[doing.progress]}</p>
        </div>
      ) : null}
      {doing.stage === "refused" ? <ProblemNotice problem={doing.problem} /> : null}
      {doing.stage === "done" ? (
        <Notice>
          <p>{done}</p>
          <p class="small">
            {words.outcome.agreed(doing.receipt.height)}{" "}
            <a href={to(["why", doing.receipt.id])}>{words.parts.why}</a>
          </p>
        </Notice>
      ) : null}
    </div>
  );
}
