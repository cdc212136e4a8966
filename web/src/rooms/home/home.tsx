import { useViewer, type Viewer } from "../../keys/use-viewer.ts";
import { communityNow } from "../../live/clock.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Section } from "../../parts/card.tsx";
import { calledBy } from "../../parts/initials.ts";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";
import { longDay } from "../../words/time.ts";
import { ComingUp } from "./coming-up.tsx";
import { EverybodyHere } from "./everybody-here.tsx";
import { Growing, Lately, Standing } from "./fetched.tsx";
import { FirstStepsDoor } from "./first-steps-door.tsx";
import { useNeeds } from "./needs.ts";
import { NeedsYou } from "./needs-you.tsx";
import { SpendLine } from "./spend-line.tsx";
import { Visiting } from "./visiting.tsx";

function Applicant({ person }: { readonly person: number }) {
  const words = useWords().home;
  const me = useView("membership/person", { person }).data;
  if (me === undefined) return null;
  return (
    <Card title={words.applicant}>
      <p>{words.applicantHow(me.admission.sentence)}</p>
      <div>
        <ButtonLink href={to(["people", person])}>{words.askThem}</ButtonLink>
      </div>
    </Card>
  );
}

function Mine({ viewer, person }: { readonly viewer: Viewer; readonly person: number }) {
  const words = useWords();
  const names = useNames();
  const needs = useNeeds(viewer);
  return (
    <Page
      title={words.home.greeting(needs.length, calledBy(names.of(person)))}
      above={longDay(communityNow())}
      aside={
        <>
          <ComingUp />
          <EverybodyHere />
        </>
      }
    >
      {viewer.status === "applicant" ? <Applicant person={person} /> : null}
      <NeedsYou needs={needs} />
      <FirstStepsDoor viewer={viewer} />
      <SpendLine person={person} />
      <Growing person={person} status={viewer.status} />
      <Section
        title={words.home.latelyTitle}
        side={<a href={to(["activity"])}>{words.home.latelyAll}</a>}
      >
        <Lately />
      </Section>
      <Standing />
    </Page>
  );
}

/** Home: what needs you, what you have, what happened, what comes. */
export function Home() {
  const viewer = useViewer();
  if (viewer.person === undefined) return <Visiting />;
  return <Mine viewer={viewer} person={viewer.person} />;
}
