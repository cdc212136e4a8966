import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useNames } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Said, Writing } from "../people/writing.tsx";

/** Who would be taken out of a circle, what they answer, and how to answer oneself. */
export function Heard({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const words = useRoomWords();
  const names = useNames();
  const { person } = useViewer();
  const isOver = shown.stage !== "open" && shown.stage !== "passed";
  if (shown.heard.length === 0) return null;
  return (
    <Section title={words.decide.heard}>
      {shown.heard.map((each) => (
        <section key={each.person} class="stack stack-close">
          <p>
            {each.answer === null
              ? words.decide.heardSilent(names.in(each.person))
              : words.decide.heardAnswered(names.in(each.person))}
          </p>
          {each.answer === null ? null : <Said hash={each.answer} />}
        </section>
      ))}
      {isOver || !shown.heard.some((each) => each.person === person) ? null : (
        <Writing
          kind="answer"
          label={words.growth.answer}
          title={words.growth.answerTitle}
          means={words.decide.heardMeans}
          done={words.growth.answerDone}
          send={(answer) => act("decisions/answer-hearing", { decision: shown.decision, answer })}
        />
      )}
    </Section>
  );
}
