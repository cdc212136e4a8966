import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Writing } from "../people/writing.tsx";

interface Which {
  readonly challenge: number;
}

interface StepWords {
  readonly label: string;
  readonly title: string;
  readonly means: string;
  readonly done: string;
}

/** One thing that somebody can do about a challenge, asked about once more. */
function Step({
  words: { label, title, means, done },
  work,
}: {
  readonly words: StepWords;
  readonly work: () => ReturnType<typeof act>;
}) {
  const doing = useAct();
  return (
    <div class="stack stack-close">
      <div>
        <Confirm label={label} title={title} means={means} act={doing} work={work} />
      </div>
      <Outcome act={doing} done={done} />
    </div>
  );
}

/** Supports a challenge. */
export function Support({ challenge }: Which) {
  const words = useRoomWords().challenges;
  const said = {
    label: words.support,
    title: words.supportTitle,
    means: words.supportMeans,
    done: words.supported,
  };
  return <Step words={said} work={() => act("challenges/support", { challenge })} />;
}

/** Takes a challenge back. */
export function Withdraw({ challenge }: Which) {
  const words = useRoomWords().challenges;
  const said = {
    label: words.withdraw,
    title: words.withdrawTitle,
    means: words.withdrawMeans,
    done: words.withdrawn,
  };
  return <Step words={said} work={() => act("challenges/withdraw", { challenge })} />;
}

/** Calls on everyone. */
export function Appeal({ challenge }: Which) {
  const words = useRoomWords().challenges;
  const said = {
    label: words.appeal,
    title: words.appealTitle,
    means: words.appealMeans,
    done: words.appealed,
  };
  return <Step words={said} work={() => act("challenges/appeal", { challenge })} />;
}

/** Has the reason erased. */
export function EraseReason({ challenge }: Which) {
  const words = useRoomWords().challenges;
  const said = {
    label: words.erase,
    title: words.eraseTitle,
    means: words.eraseMeans,
    done: words.erased,
  };
  return <Step words={said} work={() => act("challenges/erase-reason", { challenge })} />;
}

/** Answers as one of those who are named. */
export function AnswerIt({ challenge }: Which) {
  const words = useRoomWords().challenges;
  return (
    <Writing
      label={words.answer}
      title={words.answerTitle}
      means={words.answerMeans}
      done={words.answered}
      send={(answer) => act("challenges/answer", { challenge, answer })}
    />
  );
}
