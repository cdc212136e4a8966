import { useViewer } from "../../keys/use-viewer.ts";
import { useCircleNames } from "../../live/use-accounts.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Mark, Section } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Face } from "../../parts/face.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { Rule } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { isolate } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { OwnReason } from "../talk/own-reason.tsx";
import { Thread } from "../talk/thread.tsx";
import { Ballot } from "./ballot.tsx";
import { Effects } from "./effects.tsx";
import { groupsOf } from "./groups.ts";
import { Heard } from "./heard.tsx";
import { Result } from "./result.tsx";
import { ResultAside } from "./result-aside.tsx";
import { WithdrawProposal } from "./withdraw-proposal.tsx";

type Decision = Shown<"decisions/decision">;

const everyone = 1;

function SoFar({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  return (
    <Section title={words.soFar}>
      <Dots
        bare
        groups={groupsOf(shown, words.dots)}
        you={shown.hasAnswered ? "here" : undefined}
      />
      <p class="small">
        <b>{words.answered(shown.answered, shown.eligible)}</b>{" "}
        <span class="soft">{words.soFarHow}</span>
      </p>
    </Section>
  );
}

/** Who asks whom, and how long it is open or since when it is over. */
function ByLine({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  const names = useNames();
  const circleName = useCircleNames();
  const { proposer, stage, circle } = shown;
  const whom = circle === everyone ? undefined : isolate(circleName(circle));
  const isOpen = stage === "open";
  return (
    <div class="row nowrap">
      <a href={to(["people", proposer])} class="face-link" aria-label={names.of(proposer)}>
        <Face person={proposer} name={names.of(proposer)} size={32} />
      </a>
      <p class="small grow">
        <b>
          <bdi dir="auto">{names.of(proposer)}</bdi>
        </b>{" "}
        {isOpen ? words.asks(whom) : words.asked(whom)}{" "}
        <When at={isOpen ? shown.openedAt : shown.closesAt} />
      </p>
    </div>
  );
}

function Stage({ stage }: Pick<Decision, "stage">) {
  const words = useRoomWords().decide;
  const tone = stage === "in-effect" || stage === "passed" ? "moss" : "clay";
  return <Mark tone={stage === "withdrawn" ? "plain" : tone}>{words.stages[stage]}</Mark>;
}

/** The rule that decides it, as it was when this was asked. */
function RuleHere({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  return (
    <Rule sentence={shown.policySentence}>
      <p>{words.ruleFixed}</p>
      <p>
        <a href={to(["circles", shown.circle])}>{words.ruleOf}</a>
      </p>
    </Rule>
  );
}

function Body({ shown }: { readonly shown: Decision }) {
  const words = useRoomWords().decide;
  const text = useText(shown.text);
  const isOpen = shown.stage === "open";
  const body = text.kind === "read" ? (text.content["body"] ?? "") : "";
  const says = (
    <>
      {text.kind === "closed" ? <p class="soft">{words.gone}</p> : null}
      {body === "" ? null : (
        <div class={isOpen ? "lead" : ""}>
          <Markdown text={body} />
        </div>
      )}
    </>
  );
  if (!isOpen) {
    return (
      <>
        {shown.stage === "withdrawn" ? null : <Result shown={shown} />}
        {says}
        <Effects shown={shown} />
        <Heard shown={shown} />
        <Thread about="decision" number={shown.decision} />
      </>
    );
  }
  return (
    <>
      {says}
      <Effects shown={shown} />
      <RuleHere shown={shown} />
      <Heard shown={shown} />
      <SoFar shown={shown} />
      <OwnReason shown={shown} />
      <Thread about="decision" number={shown.decision} />
      <WithdrawProposal shown={shown} />
    </>
  );
}

/** One proposal: what is asked, what happens by itself, your answer; or how it came out and why. */
export function Proposal({ decision }: { readonly decision: number }) {
  const words = useRoomWords();
  const { person } = useViewer();
  const view = useView("decisions/decision", { decision, person: person ?? 0 });
  const text = useText(view.data?.text);
  const back = { href: to(["decide"]), place: words.decide.title };
  if (view.problem?.status === 404 || !Number.isInteger(decision)) {
    return <Page title={words.decide.noSuch} lead={words.decide.noSuchLead} back={back} />;
  }
  const title = text.kind === "read" ? text.content["title"] : undefined;
  const shown = view.data;
  const isOpen = shown?.stage === "open";
  return (
    <Page
      title={title ?? words.names.proposal(decision)}
      back={back}
      above={shown === undefined || isOpen ? undefined : <Stage stage={shown.stage} />}
      lead={shown === undefined ? undefined : <ByLine shown={shown} />}
      bar={shown !== undefined && isOpen ? <Ballot shown={shown} /> : null}
      aside={shown === undefined || isOpen ? undefined : <ResultAside shown={shown} />}
    >
      <Showing view={view}>{(known) => <Body shown={known} />}</Showing>
    </Page>
  );
}
