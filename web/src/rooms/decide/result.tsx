import { usePages } from "../../live/use-pages.ts";
import { useNames } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Bar } from "../../parts/bar.tsx";
import { Section } from "../../parts/card.tsx";
import { DotMark } from "../../parts/dot-mark.tsx";
import { Dots, DRAWN_MOST, Legend } from "../../parts/dots.tsx";
import { Face } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { Moot } from "../../parts/moot.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { RuleOf } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Reasons } from "../talk/reasons.tsx";
import { explanationOf } from "../why/explanation.ts";
import { answerOf } from "./answers.ts";
import { groupsOf } from "./groups.ts";
import { wentTheirWay } from "./their-way.ts";

type Decision = Shown<"decisions/decision">;

/** Fewer than this sit around no table. */
const MOOT_LEAST = 5;

const toneOf = { yes: "yes", no: "no", abstain: "neither" } as const;

/** Everybody, by what they said: dots for a few, an assembly, or a bar for many. */
function Picture({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  const groups = groupsOf(shown, words.dots);
  const own = answerOf(shown.ownAnswer);
  const you = own === undefined ? undefined : toneOf[own];
  const [yes = 0, no = 0] = groups.map(({ count }) => count);
  if (shown.eligible < MOOT_LEAST) return <Dots groups={groups} you={you} />;
  if (shown.eligible <= DRAWN_MOST) {
    return (
      <Moot groups={groups} you={you} middle={words.against(yes, no)} below={words.saidYesAndNo} />
    );
  }
  return (
    <div class="stack stack-close">
      <p>
        <span class="big">{words.against(yes, no)}</span>{" "}
        <span class="soft">{words.saidYesAndNo}</span>
      </p>
      <Bar groups={groups.filter(({ count }) => count > 0)} />
      <Legend groups={groups} />
    </div>
  );
}

/** Those who wanted it otherwise, first: a decision is theirs, too. */
function NotTheirWay({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  const names = useNames();
  const { rows = [], more } = usePages("decisions/ballots", { decision: shown.decision });
  const others = rows.filter(({ answer }) => !wentTheirWay(shown.stage, answerOf(answer)));
  if (others.length === 0) return null;
  return (
    <Section title={words.notTheirWay}>
      <ul class="rows">
        {others.map(({ person, answer }) => {
          const given = answerOf(answer) ?? "abstain";
          return (
            <Item
              key={person}
              lead={<Face person={person} name={names.of(person)} />}
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
    </Section>
  );
}

/** How it came out and why, and who did not get their way. */
export function Result({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  return (
    <>
      <section aria-label={words.result}>
        <Picture shown={shown} />
      </section>
      {shown.why === null ? null : <RuleOf why={explanationOf(shown.why)} />}
      {shown.fault === null ? null : (
        <Notice kind="clay">
          <p>{shown.fault.sentence}</p>
          <p class="soft small">{shown.fault.remedy}</p>
        </Notice>
      )}
      <NotTheirWay shown={shown} />
      <Reasons decision={shown.decision} />
    </>
  );
}
