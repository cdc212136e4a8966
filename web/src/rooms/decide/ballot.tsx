import { useViewer } from "../../keys/use-viewer.ts";
import { answerTo } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Readers } from "../../parts/readers.tsx";
import { useWords } from "../../words/language.ts";
import { answers } from "./answers.ts";
import { useOwnAnswer } from "./use-own-answer.ts";

/** Whether the person may answer and why, said before the buttons; and the answer so far. */
export function Ballot({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const words = useWords();
  const { decision, eligibility } = shown;
  const { person } = useViewer();
  const mine = useOwnAnswer(shown);
  const voting = useAct();
  const refusal = eligibility.refusal;
  const barred =
    refusal === null ? undefined : words.live.refusal(refusal.sentence, refusal.remedy);
  const closed = person === undefined ? words.live.noKey : barred;
  return (
    <section class="stack stack-close" aria-label={words.decide.answerLabel}>
      <p class="soft">
        {closed === undefined ? words.decide.mayAnswer : closed} {shown.policySentence}
      </p>
      <fieldset class="ballot" aria-label={words.decide.answerLabel}>
        {answers.map((choice) => (
          <Button
            key={choice}
            kind={mine === choice ? "go" : "plain"}
            pressed={mine === choice}
            off={closed !== undefined}
            busy={voting.busy}
            onPress={() => void voting.run(() => answerTo(decision, choice))}
          >
            {words.decide[choice]}
          </Button>
        ))}
      </fieldset>
      <p class="soft small">
        {mine === undefined ? null : words.decide.mine[mine]} {words.decide.canChange}
      </p>
      <Readers audience="closing" />
      <Outcome act={voting} done={words.decide.answeredNow} />
    </section>
  );
}
