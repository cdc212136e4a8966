import { useViewer, type Viewer } from "../../keys/use-viewer.ts";
import { useCommunity } from "../../live/community.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { Page } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { NetworkCard } from "../../shell/network-card.tsx";
import { count } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";
import { Lately } from "../activity/lately.tsx";
import { SpendCard } from "../money/spend-card.tsx";
import { PhaseCard, Waiting } from "../people/growth.tsx";
import { FirstStepsDoor } from "./first-steps-door.tsx";
import { type Need, useNeeds } from "./needs.ts";
import { Visiting } from "./visiting.tsx";

function NeedsYou({ needs }: { readonly needs: readonly Need[] }) {
  const words = useWords();
  if (needs.length === 0) return null;
  return (
    <Card title={words.home.needsTitle} side={<Mark tone="moss">{count(needs.length)}</Mark>}>
      <ul class="card-list">
        {needs.map((need, at) => (
          <li key={need.key} class="row row-apart nowrap">
            <div class="grow">
              <h3 dir="auto">{need.title}</h3>
              <p class="soft small">
                {need.closes === undefined ? null : (
                  <>
                    {words.home.closes} <When at={need.closes} />.{" "}
                  </>
                )}
                {need.how}
              </p>
            </div>
            <ButtonLink href={need.href} kind={at === 0 ? "go" : "plain"}>
              {need.action}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Applicant({ person }: { readonly person: number }) {
  const words = useWords();
  const me = useView("membership/person", { person }).data;
  if (me === undefined) return null;
  return (
    <Card title={words.home.applicant}>
      <p>{words.home.applicantHow(me.admission.sentence)}</p>
      <Waiting person={person} />
      <div>
        <ButtonLink href={to(["people", person])}>{words.home.askThem}</ButtonLink>
      </div>
    </Card>
  );
}

function Mine({ viewer, person }: { readonly viewer: Viewer; readonly person: number }) {
  const words = useWords();
  const names = useNames();
  const community = useCommunity();
  const needs = useNeeds(viewer);
  return (
    <Page
      title={community?.name ?? words.home.title}
      lead={words.home.lead(needs.length, names.of(person))}
    >
      {viewer.status === "applicant" ? <Applicant person={person} /> : null}
      <NeedsYou needs={needs} />
      <FirstStepsDoor viewer={viewer} />
      <SpendCard person={person} />
      {viewer.status === "member" ? <PhaseCard person={person} /> : null}
      <div class="phone-only">
        <NetworkCard />
      </div>
      <Lately />
    </Page>
  );
}

/** Home: what needs you, what you have, who keeps the network up, what happened. */
export function Home() {
  const viewer = useViewer();
  if (viewer.person === undefined) return <Visiting />;
  return <Mine viewer={viewer} person={viewer.person} />;
}
