import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { usePages } from "../../live/use-pages.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Card, Mark } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { More, Why } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";
import { OwnReason } from "../talk/own-reason.tsx";
import { Reasons } from "../talk/reasons.tsx";
import { Thread } from "../talk/thread.tsx";
import { explanationOf } from "../why/explanation.ts";
import { answerOf } from "./answers.ts";
import { Ballot } from "./ballot.tsx";
import { EffectLine } from "./effect-line.tsx";
import { groupsOf } from "./groups.ts";
import { Heard } from "./heard.tsx";
import { Recounted } from "./recounted.tsx";

type Decision = Shown<"decisions/decision">;

function Effects({ shown }: { readonly shown: Decision }) {
  const words = useWords().decide;
  const { stage, effects, policy } = shown;
  const done = stage === "in-effect";
  const title = done ? words.happened : words.willHappenLater(policy.delayMs);
  if (stage === "failed" || stage === "withdrawn") return null;
  if (effects.length === 0) return <p class="soft">{words.nothingHappens}</p>;
  return (
    <Card>
      <p class="soft small">{title}</p>
      {effects.map((effect) => (
        <EffectLine key={JSON.stringify(effect)} effect={effect} />
      ))}
      {stage === "passed" ? (
        <p class="soft small">
          {words.effect} <When at={shown.effectAt} />.
        </p>
      ) : null}
    </Card>
  );
}

function SoFar({ shown }: { readonly shown: Decision }) {
  const words = useWords().decide;
  return (
    <Card
      title={words.soFar}
      side={<span class="soft small">{words.answered(shown.answered, shown.eligible)}</span>}
    >
      <Dots
        bare
        groups={groupsOf(shown, words.dots)}
        you={shown.hasAnswered ? "here" : undefined}
      />
      <p class="soft small">{words.soFarHow}</p>
    </Card>
  );
}

function Fault({ shown }: { readonly shown: Decision }) {
  if (shown.fault === null) return null;
  return (
    <Notice kind="clay">
      <p>{shown.fault.sentence}</p>
      <p class="soft small">{shown.fault.remedy}</p>
    </Notice>
  );
}

const toneOf = { yes: "yes", no: "no", abstain: "neither" } as const;

function WhoAnswered({ shown }: { readonly shown: Decision }) {
  const words = useWords().decide;
  const names = useNames();
  const { rows: ballots = [], more } = usePages("decisions/ballots", { decision: shown.decision });
  if (ballots.length === 0) return null;
  return (
    <Card>
      <More title={words.whoAnswered}>
        <ul class="stack stack-close">
          {ballots.map((ballot) => (
            <li key={ballot.person} class="row row-apart">
              <a href={to(["people", ballot.person])}>
                <bdi dir="auto">{names.of(ballot.person)}</bdi>
              </a>
              <span>{words.dots[answerOf(ballot.answer) ?? "abstain"]}</span>
            </li>
          ))}
        </ul>
        <MoreButton more={more} />
      </More>
    </Card>
  );
}

function Result({ shown }: { readonly shown: Decision }) {
  const words = useWords().decide;
  const passed = shown.stage !== "failed";
  const own = answerOf(shown.ownAnswer);
  return (
    <>
      <Card title={words.result}>
        <Dots
          groups={groupsOf(shown, words.dots)}
          you={own === undefined ? undefined : toneOf[own]}
        />
      </Card>
      {shown.why === null ? null : (
        <Why
          open
          title={passed ? words.whyPassed : words.whyFailed}
          why={explanationOf(shown.why)}
        />
      )}
      <Recounted decision={shown.decision} />
      <Fault shown={shown} />
      <Reasons decision={shown.decision} />
      <WhoAnswered shown={shown} />
    </>
  );
}

function Withdraw({ shown }: { readonly shown: Decision }) {
  const words = useWords().decide;
  const { person } = useViewer();
  const withdrawing = useAct();
  const others = shown.answered > (shown.hasAnswered ? 1 : 0);
  if (shown.stage !== "open" || shown.proposer !== person || others) return null;
  return (
    <div>
      <Confirm
        kind="quiet"
        label={words.withdraw}
        title={words.withdrawTitle}
        means={words.withdrawMeans}
        act={withdrawing}
        work={() => act("decisions/withdraw", { decision: shown.decision })}
      />
      <Outcome act={withdrawing} done={words.withdrawn} />
    </div>
  );
}

function State({ shown }: { readonly shown: Decision }) {
  const words = useWords().decide;
  const names = useNames();
  const { stage } = shown;
  const tone = stage === "in-effect" || stage === "passed" ? "moss" : "clay";
  return (
    <p class="row">
      <Mark tone={stage === "open" || stage === "withdrawn" ? "plain" : tone}>
        {words.stages[stage]}
      </Mark>
      <span class="soft small">
        {stage === "in-effect" ? words.effectSince : stage === "open" ? words.closes : words.closed}{" "}
        <When at={stage === "in-effect" ? shown.effectAt : shown.closesAt} />.{" "}
        {words.by(names.in(shown.proposer))}.
      </span>
    </p>
  );
}

function Body({ shown }: { readonly shown: Decision }) {
  const words = useWords().decide;
  const text = useText(shown.text);
  const open = shown.stage === "open";
  const body = text.kind === "read" ? (text.content["body"] ?? "") : "";
  return (
    <>
      <State shown={shown} />
      {text.kind === "closed" ? <p class="soft">{words.gone}</p> : null}
      {body === "" ? null : <Markdown text={body} />}
      {open ? <Effects shown={shown} /> : null}
      <Heard shown={shown} />
      {open ? <SoFar shown={shown} /> : null}
      {open ? <Ballot shown={shown} /> : null}
      {open ? <OwnReason shown={shown} /> : null}
      {open || shown.stage === "withdrawn" ? null : <Result shown={shown} />}
      {open ? null : <Effects shown={shown} />}
      <Withdraw shown={shown} />
      <Thread about="decision" number={shown.decision} />
    </>
  );
}

/** One proposal: what is asked, what happens by itself, your answer, the result and why. */
export function Proposal({ decision }: { readonly decision: number }) {
  const words = useWords().decide;
  const { person } = useViewer();
  const view = useView("decisions/decision", { decision, person: person ?? 0 });
  const text = useText(view.data?.text);
  const back = { href: to(["decide"]), place: words.title };
  if (view.problem?.status === 404 || !Number.isInteger(decision)) {
    return <Page title={words.noSuch} lead={words.noSuchLead} back={back} />;
  }
  const title = text.kind === "read" ? text.content["title"] : undefined;
  return (
    <Page title={title ?? words.untitled(decision)} back={back}>
      <Showing view={view}>{(shown) => <Body shown={shown} />}</Showing>
    </Page>
  );
}
