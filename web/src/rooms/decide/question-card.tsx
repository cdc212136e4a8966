import { useCircleNames } from "../../live/use-accounts.ts";
import { useNames, useTexts } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Face } from "../../parts/face.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { isolate } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";

const everyone = 1;

/** What a card shows of a proposal that waits for an answer. */
export type Question = Pick<
  Shown<"decisions/list">[number],
  "decision" | "circle" | "text" | "proposer" | "closesAt" | "answered" | "eligible"
>;

/** A proposal that waits for you: who asks, what, until when, and how many have answered. */
export function QuestionCard({ question }: { readonly question: Question }) {
  const words = useWords();
  const names = useNames();
  const circleName = useCircleNames();
  const read = useTexts();
  const { decision, circle, proposer, closesAt, answered, eligible } = question;
  const whom = circle === everyone ? undefined : isolate(circleName(circle));
  const title = read(question.text)?.["title"] ?? words.names.proposal(decision);
  return (
    <Card>
      <p class="row nowrap soft small">
        <Face person={proposer} name={names.of(proposer)} size={32} />
        <span class="grow">
          {words.home.asks(names.in(proposer), whom)} <When at={closesAt} />
        </span>
      </p>
      <h2 class="question" dir="auto">
        {title}
      </h2>
      <div class="stack stack-tight">
        <Dots
          bare
          groups={[
            { tone: "here", count: answered, label: words.home.dots.answered },
            { tone: "silent", count: eligible - answered, label: words.home.dots.missing },
          ]}
        />
        <p class="soft small">{words.home.answered(answered, eligible)}</p>
      </div>
      <ButtonLink kind="go" href={to(["decide", decision])}>
        {words.home.readAndAnswer}
      </ButtonLink>
    </Card>
  );
}
