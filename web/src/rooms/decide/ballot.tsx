import { useViewer } from "../../keys/use-viewer.ts";
import { answerTo } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { DotMark } from "../../parts/dot-mark.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Readers } from "../../parts/readers.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { answers } from "./answers.ts";
import { useOwnAnswer } from "./use-own-answer.ts";

const toneOf = { yes: "yes", no: "no", abstain: "neither" } as const;

/**
 * Your answer, at the thumb: whether you may answer and why, three equal buttons, and what you have said.
 *
 * Why none is green: no answer is the one to go on with.
 */
export function Ballot({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const words = useRoomWords();
  const { decision, eligibility } = shown;
  const { person } = useViewer();
  const mine = useOwnAnswer(shown);
  const voting = useAct();
  const refusal = eligibility.refusal;
  const barred =
    refusal === null ? undefined : words.live.refusal(refusal.sentence, refusal.remedy);
  const closed = person === undefined ? words.live.noKey : barred;
  const isClosed = closed !== undefined;
  return (
    <section
      class={isClosed ? "section" : "answer answer-open"}
      aria-label={words.decide.answerLabel}
    >
      <p class="row row-apart small">
        <b>{words.decide.answerLabel}</b>
        <span class="soft">
          {words.decide.until} <When at={shown.closesAt} />
        </span>
      </p>
      {isClosed ? <p>{closed}</p> : null}
      <fieldset class="answer-ways" aria-label={words.decide.answerLabel}>
        {answers.map((choice) => (
          <Button
            key={choice}
            pressed={mine === choice}
            off={isClosed}
            busy={voting.busy}
            onPress={() => void voting.run(() => answerTo(decision, choice))}
          >
            <DotMark tone={toneOf[choice]} />
            {words.decide[choice]}
          </Button>
        ))}
      </fieldset>
      {isClosed ? null : (
        <p class="soft small">
          {mine === undefined ? words.decide.mayAnswer : words.decide.mine[mine]}{" "}
          {words.decide.canChange}
        </p>
      )}
      <Readers audience="closing" />
      <Outcome act={voting} done={words.decide.answeredNow} />
    </section>
  );
}
