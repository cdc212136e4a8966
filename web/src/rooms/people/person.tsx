import { useViewer } from "../../keys/use-viewer.ts";
import { useProfiles } from "../../live/use-profiles.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Empty, Notice } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";
import { Lately } from "../activity/lately.tsx";
import { BetweenUs } from "./between-us.tsx";
import { Waiting } from "./growth.tsx";
import { HandOver } from "./hand-over.tsx";
import { CallHearing, Hearing } from "./hearing.tsx";
import { PersonChallenges } from "./person-challenges.tsx";
import { Vouching } from "./vouching.tsx";

type Shape = Shown<"membership/person">;

function About({ person }: { readonly person: number }) {
  const profileOf = useProfiles();
  const text = useText(profileOf(person)?.text);
  const about = text.kind === "read" ? text.content["about"] : undefined;
  return about === undefined || about.trim() === "" ? null : (
    <p dir="auto" class="plain">
      {about}
    </p>
  );
}

/** Warns the others while somebody's devices are frozen. */
function Frozen({ person }: { readonly person: number }) {
  const words = useWords().safety;
  const freeze = useView("identity/freeze", { person }).data;
  return freeze?.isFrozen ? (
    <Notice kind="clay">
      <p>{words.othersFrozen}</p>
    </Notice>
  ) : null;
}

function Since({ shown }: { readonly shown: Shape }) {
  const words = useWords().people;
  const names = useNames();
  const start = {
    member: words.memberSince,
    applicant: words.applied,
    left: words.leftSince,
  }[shown.status];
  return (
    <p class="soft small">
      {start} <When at={shown.status === "applicant" ? shown.appliedAt : shown.since} />.{" "}
      {shown.founder ? words.foundedIt : null}
      {!shown.founder && shown.invitedBy > 0 ? words.invitedBy(names.in(shown.invitedBy)) : null}{" "}
      {shown.leaving === null ? null : words.leavesOn(shown.leaving.at)}
    </p>
  );
}

function Vouches({ title, list }: { readonly title: string; readonly list: Shape["vouchedBy"] }) {
  const words = useWords().people;
  const names = useNames();
  return (
    <Card title={title}>
      {list.length === 0 ? <Empty sentence={words.nobody} /> : null}
      <ul class="stack stack-close">
        {list.map((vouch) => (
          <li key={vouch.person}>
            <a href={to(["people", vouch.person])}>
              <bdi dir="auto">{names.of(vouch.person)}</bdi>
            </a>{" "}
            <span class="soft small">
              {words.until} <When at={vouch.until} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Progress({ shown }: { readonly shown: Shape }) {
  const words = useWords().people;
  const { admission } = shown;
  return (
    <Card title={words.asking}>
      <Dots
        groups={[
          { tone: "here", count: admission.have, label: words.progressDots.have },
          {
            tone: "silent",
            count: Math.max(0, admission.needed - admission.have),
            label: words.progressDots.missing,
          },
        ]}
      />
      <p>{admission.sentence}</p>
      <Waiting person={shown.person} />
    </Card>
  );
}

/** One person: how long here, vouched for by whom, and what is between you. */
export function Person({ person }: { readonly person: number }) {
  const words = useWords().people;
  const names = useNames();
  const viewer = useViewer();
  const view = useView("membership/person", { person });
  const back = { href: to(["people"]), place: words.title };
  if (view.problem?.status === 404 || !Number.isInteger(person)) {
    return <Page title={words.noSuch} lead={words.noSuchLead} back={back} />;
  }
  const isMe = viewer.person === person;
  const status = view.data?.status;
  return (
    <Page
      title={names.of(person)}
      back={back}
      side={isMe ? <Mark tone="moss">{words.you}</Mark> : undefined}
    >
      <Showing view={view}>
        {(shown) => (
          <>
            <Since shown={shown} />
            {isMe ? null : <Frozen person={person} />}
            <About person={person} />
            {status === "applicant" ? <Progress shown={shown} /> : null}
            {shown.hearing === null ? null : (
              <Hearing hearing={shown.hearing} isMe={isMe} person={person} />
            )}
            {isMe || viewer.person === undefined ? null : (
              <>
                <Vouching person={person} shown={shown} />
                {status === "member" ? <HandOver me={viewer.person} person={person} /> : null}
                <BetweenUs me={viewer.person} person={person} />
              </>
            )}
            {isMe ? (
              <div>
                <ButtonLink href={to(["profile"])}>{words.changeProfile}</ButtonLink>
              </div>
            ) : null}
            <Vouches title={words.vouchedBy} list={shown.vouchedBy} />
            <Vouches title={words.vouchesFor} list={shown.vouchesFor} />
            {!isMe && viewer.status === "member" && status === "member" ? (
              <CallHearing person={person} />
            ) : null}
            <PersonChallenges key={person} person={person} />
            <Lately person={person} />
          </>
        )}
      </Showing>
    </Page>
  );
}
