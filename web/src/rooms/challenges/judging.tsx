import { useState } from "preact/hooks";
import { useSession } from "../../keys/use-session.ts";
import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Wash } from "../../parts/card.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Readers } from "../../parts/readers.tsx";
import { useRoomWords } from "../../words/room-words.ts";

type Said = "yes" | "no" | "abstain";
type One = Shown<"challenges/challenge">;

/** What the person who looks has answered so far, which the node tells to that person alone. */
function useOwnAnswers({ challenge, mine }: One): readonly Said[] {
  const { person } = useViewer();
  const session = useSession();
  const { by, hasAnswered } = mine.judges;
  const asks = person !== undefined && session === person && hasAnswered;
  const view = by === "judge-appeal" ? "challenges/voice" : "challenges/ballot";
  return useView(view, asks ? { challenge, person } : undefined).data?.answers ?? [];
}

/** What a juror, or everyone, is asked about each who is named. */
export function Judging({ shown }: { readonly shown: One }) {
  const words = useRoomWords().challenges;
  const names = useNames();
  const judging = useAct();
  const [given, setGiven] = useState<Readonly<Record<number, Said>>>({});
  const { judges } = shown.mine;
  const own = useOwnAnswers(shown);
  if (judges.by === "nobody") return null;
  const { challenge, accused } = shown;
  const answers = accused.map(({ person }, at) => given[person] ?? own[at]);
  const whole = answers.filter((answer) => answer !== undefined);
  const options = (["yes", "no", "abstain"] as const).map((value) => {
    return { value, label: words.say[value] };
  });
  const type = judges.by === "judge" ? "challenges/judge" : "challenges/judge-appeal";
  return (
    <Wash title={words.judge} tone="clay">
      <p>{words.judgeHow}</p>
      {judges.hasAnswered ? <p class="soft">{words.yours}</p> : null}
      {accused.map(({ person }, at) => (
        <Choice
          key={person}
          label={words.about(names.in(person))}
          options={options}
          value={answers[at]}
          onValue={(value: Said) => setGiven({ ...given, [person]: value })}
        />
      ))}
      <Readers audience="closing" />
      <div>
        <Confirm
          kind="go"
          label={words.send}
          cannot={whole.length < accused.length ? words.incomplete : undefined}
          title={words.sendTitle}
          means={words.sendMeans}
          act={judging}
          work={() => act(type, { challenge, answers: whole })}
        />
      </div>
      <Outcome act={judging} done={words.sent} />
    </Wash>
  );
}
