import { useViewer } from "../../keys/use-viewer.ts";
import { useProfiles } from "../../live/use-profiles.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Mark, Section } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Face } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { Empty, Notice } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Timeline } from "../activity/timeline.tsx";
import { BetweenUs } from "./between-us.tsx";
import { Waiting } from "./growth.tsx";
import { HandOver } from "./hand-over.tsx";
import { CallHearing, Hearing } from "./hearing.tsx";
import { PersonChallenges } from "./person-challenges.tsx";
import { Vouching } from "./vouching.tsx";

type Shape = Shown<"membership/person">;

/** As many faces as are looked at; all of them are in the list. */
const FACES_MOST = 12;

function About({ person }: { readonly person: number }) {
  const profileOf = useProfiles();
  const text = useText(profileOf(person)?.text);
  const about = text.kind === "read" ? text.content["about"] : undefined;
  return about === undefined || about.trim() === "" ? null : (
    <p dir="auto" class="plain lead">
      {about}
    </p>
  );
}

/** Warns the others while somebody's devices are frozen. */
function Frozen({ person }: { readonly person: number }) {
  const words = useRoomWords().safety;
  const freeze = useView("identity/freeze", { person }).data;
  return freeze?.isFrozen ? (
    <Notice kind="clay">
      <p>{words.othersFrozen}</p>
    </Notice>
  ) : null;
}

function Since({ shown }: { readonly shown: Shape }) {
  const words = useRoomWords().people;
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
  const words = useRoomWords().people;
  const names = useNames();
  return (
    <div class="stack stack-close">
      <h3>{title}</h3>
      {list.length === 0 ? <Empty sentence={words.nobody} /> : null}
      <ul class="faces">
        {list.slice(0, FACES_MOST).map(({ person }) => (
          <li key={person}>
            <a class="named-face" href={to(["people", person])}>
              <Face person={person} name={names.of(person)} size={56} />
              <bdi dir="auto">{names.of(person)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Until when each of them says so. */
function VouchList({ title, list }: { readonly title: string; readonly list: Shape["vouchedBy"] }) {
  const words = useRoomWords().people;
  const names = useNames();
  if (list.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="rows rows-close">
        {list.map(({ person, until }) => (
          <Item
            key={person}
            lead={<Face person={person} name={names.of(person)} size={32} />}
            title={<bdi dir="auto">{names.of(person)}</bdi>}
            href={to(["people", person])}
            about={
              <>
                {words.until} <When at={until} />
              </>
            }
          />
        ))}
      </ul>
    </>
  );
}

/** Who says that they know this person, and whom this person says to know. */
function WhoVouches({ shown }: { readonly shown: Shape }) {
  const words = useRoomWords().people;
  const { vouchedBy, vouchesFor } = shown;
  return (
    <Section title={words.whoVouches}>
      <Vouches title={words.vouchedBy} list={vouchedBy} />
      <Vouches title={words.vouchesFor} list={vouchesFor} />
      {vouchedBy.length + vouchesFor.length === 0 ? null : (
        <More title={words.asList}>
          <VouchList title={words.vouchedBy} list={vouchedBy} />
          <VouchList title={words.vouchesFor} list={vouchesFor} />
        </More>
      )}
    </Section>
  );
}

function Progress({ shown }: { readonly shown: Shape }) {
  const words = useRoomWords().people;
  const { admission } = shown;
  return (
    <Section title={words.asking}>
      <Dots
        groups={[
          { tone: "here", count: admission.have, label: words.progressDots.have },
          {
            tone: "free",
            count: Math.max(0, admission.needed - admission.have),
            label: words.progressDots.missing,
          },
        ]}
      />
      <p>{admission.sentence}</p>
      <Waiting person={shown.person} />
    </Section>
  );
}

/** What somebody who looks can do with this person. */
function Doing({ person, shown }: { readonly person: number; readonly shown: Shape }) {
  const words = useRoomWords().people;
  const viewer = useViewer();
  if (viewer.person === undefined) return null;
  if (viewer.person === person) {
    return (
      <div>
        <ButtonLink href={to(["profile"])}>{words.changeProfile}</ButtonLink>
      </div>
    );
  }
  return (
    <>
      <div class="buttons">
        {shown.status === "left" ? null : (
          <ButtonLink
            {...(shown.status === "member" ? { kind: "go" as const } : {})}
            href={to(["money", "pay"], { to: String(person) })}
          >
            {words.pay}
          </ButtonLink>
        )}
      </div>
      <Vouching person={person} shown={shown} />
      {shown.status === "member" ? <HandOver me={viewer.person} person={person} /> : null}
    </>
  );
}

/** One person: face and words, who vouches for whom, and what is between you. */
export function Person({ person }: { readonly person: number }) {
  const words = useRoomWords().people;
  const names = useNames();
  const viewer = useViewer();
  const view = useView("membership/person", { person });
  const back = { href: to(["people"]), place: words.title };
  if (view.problem?.status === 404 || !Number.isInteger(person)) {
    return <Page title={words.noSuch} lead={words.noSuchLead} back={back} />;
  }
  const isMe = viewer.person === person;
  const name = names.of(person);
  return (
    <Page
      title={name}
      back={back}
      face={<Face person={person} name={name} size={96} ring={isMe ? "you" : undefined} />}
      side={isMe ? <Mark tone="moss">{words.you}</Mark> : undefined}
      lead={view.data === undefined ? undefined : <Since shown={view.data} />}
      aside={
        <>
          {isMe || viewer.person === undefined ? null : (
            <BetweenUs me={viewer.person} person={person} />
          )}
          <Section title={words.lately}>
            <Timeline person={person} shown={6} />
          </Section>
        </>
      }
    >
      <Showing view={view}>
        {(shown) => (
          <>
            {isMe ? null : <Frozen person={person} />}
            <About person={person} />
            {shown.status === "applicant" ? <Progress shown={shown} /> : null}
            {shown.hearing === null ? null : (
              <Hearing hearing={shown.hearing} isMe={isMe} person={person} />
            )}
            <Doing person={person} shown={shown} />
            <WhoVouches shown={shown} />
            {!isMe && viewer.status === "member" && shown.status === "member" ? (
              <CallHearing person={person} />
            ) : null}
            <PersonChallenges key={person} person={person} />
          </>
        )}
      </Showing>
    </Page>
  );
}
