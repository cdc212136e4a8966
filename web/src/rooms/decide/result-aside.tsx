import { usePages } from "../../live/use-pages.ts";
import { useNames } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { DotMark } from "../../parts/dot-mark.tsx";
import { Face } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Step } from "../../parts/steps.tsx";
import { When } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { answerOf } from "./answers.ts";
import { Recounted } from "./recounted.tsx";

type Decision = Shown<"decisions/decision">;

const toneOf = { yes: "yes", no: "no", abstain: "neither" } as const;

/** What came one after the other, and what is to come. */
function Course({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  const { stage } = shown;
  const ends = {
    passed: "now",
    "in-effect": "done",
    "without-effect": "refused",
  } as const;
  const end = stage in ends ? ends[stage as keyof typeof ends] : undefined;
  return (
    <Section title={words.course}>
      <ol class="steps">
        <Step standing="done" title={words.opened}>
          <p class="soft small">
            <When at={shown.openedAt} />
          </p>
        </Step>
        <Step standing="done" title={words.closed}>
          <p class="soft small">
            <When at={shown.closesAt} />
          </p>
        </Step>
        {end === undefined ? null : (
          <Step
            standing={end}
            title={stage === "without-effect" ? words.stages[stage] : words.takesEffect}
          >
            <p class="soft small">
              <When at={shown.effectAt} />
            </p>
          </Step>
        )}
      </ol>
    </Section>
  );
}

function WhoAnswered({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  const names = useNames();
  const { rows: ballots = [], more } = usePages("decisions/ballots", { decision: shown.decision });
  if (ballots.length === 0) return null;
  return (
    <More title={words.whoAnswered}>
      <ul class="rows rows-close">
        {ballots.map(({ person, answer }) => {
          const given = answerOf(answer) ?? "abstain";
          return (
            <Item
              key={person}
              lead={<Face person={person} name={names.of(person)} size={32} />}
              title={<bdi dir="auto">{names.of(person)}</bdi>}
              href={to(["people", person])}
              end={
                <>
                  <DotMark tone={toneOf[given]} />
                  <span class="small">{words.dots[given]}</span>
                </>
              }
            />
          );
        })}
      </ul>
      <MoreButton more={more} />
    </More>
  );
}

/** Beside a result: what comes by itself, the count once more, and who answered how. */
export function ResultAside({ shown }: { readonly shown: Decision }) {
  if (shown.stage === "withdrawn") return null;
  return (
    <>
      <Course shown={shown} />
      <Recounted decision={shown.decision} />
      <WhoAnswered shown={shown} />
    </>
  );
}
