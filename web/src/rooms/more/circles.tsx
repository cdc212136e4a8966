import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { usePages } from "../../live/use-pages.ts";
import { useNames, useText, useTexts } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { PersonName, When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Thread } from "../talk/thread.tsx";
import { CircleMoney } from "./circle-money.tsx";
import { Invited, OffersToMe } from "./offers.tsx";

type Circle = Shown<"circles/circle">;
const everyone = 1;

function useCircleName(): (circle: number, purpose: string) => string {
  const words = useRoomWords().circles;
  const read = useTexts();
  return (circle, purpose) =>
    read(purpose)?.["name"] ?? (circle === everyone ? words.everyone : words.untitled(circle));
}

function All() {
  const words = useRoomWords();
  const nameOf = useCircleName();
  const view = useView("circles/list", {});
  return (
    <Page
      title={words.circles.title}
      lead={words.circles.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      <Showing view={view}>
        {(rows) => (
          <Card>
            <ul class="card-list">
              {rows.map((row) => (
                <li key={row.circle} class="decision-line">
                  <div class="grow">
                    <h2 class="name">
                      <a class="plain cover" href={to(["circles", row.circle])} dir="auto">
                        {nameOf(row.circle, row.purpose)}
                      </a>
                    </h2>
                    <p class="soft small">{words.circles.people(row.members)}</p>
                  </div>
                  {row.isOpen ? null : <Mark>{words.circles.closed}</Mark>}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Showing>
      <div>
        <ButtonLink href={to(["decide", "new", "circle"])}>{words.circles.open}</ButtonLink>
      </div>
    </Page>
  );
}

function Members({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords();
  const names = useNames();
  const isEveryone = circle.circle === everyone;
  const query = isEveryone ? undefined : { circle: circle.circle };
  const { rows: inside = [], more } = usePages("circles/people", query);
  return (
    <Card title={words.circles.members}>
      <Dots groups={[{ tone: "here", count: circle.members, label: words.people.dots.members }]} />
      {isEveryone ? null : (
        <ul class="stack stack-close">
          {inside.map((person) => (
            <li key={person}>
              <PersonName name={names.of(person)} href={to(["people", person])} />
            </li>
          ))}
        </ul>
      )}
      <MoreButton more={more} />
      <Invited circle={circle} />
    </Card>
  );
}

function Roles({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  const names = useNames();
  const read = useTexts();
  return (
    <Card title={words.roles}>
      {circle.roles.length === 0 ? <Empty sentence={words.rolesNone} /> : null}
      <ul class="card-list">
        {circle.roles.map((role) => (
          <li key={role.role}>
            <h3 dir="auto">{read(role.purpose)?.["name"] ?? role.role}</h3>
            <p class="soft small">
              {role.holder === 0 ? (
                words.vacant
              ) : (
                <>
                  <PersonName name={names.of(role.holder)} href={to(["people", role.holder])} />,{" "}
                  {words.untilTerm} <When at={role.until} />
                </>
              )}
              {role.offeredTo === 0 ? null : `. ${words.askedToHold(names.in(role.offeredTo))}.`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LeaveCircle({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  const { person } = useViewer();
  const leaving = useAct();
  const number = circle.circle;
  const query =
    person === undefined || number === everyone ? undefined : { circle: number, person };
  const since = useView("circles/standing", query).data?.since ?? 0;
  if (since === 0) return null;
  return (
    <div>
      <Confirm
        label={words.leave}
        title={words.leave}
        means={words.leaveMeans}
        act={leaving}
        work={() => act("circles/leave-circle", { circle: circle.circle })}
      />
      <Outcome act={leaving} done={words.left} />
    </div>
  );
}

function Body({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  const { person } = useViewer();
  const text = useText(circle.purpose);
  const purpose = text.kind === "read" ? text.content["purpose"] : undefined;
  return (
    <>
      {purpose === undefined || purpose === "" ? null : <Markdown text={purpose} />}
      {person === undefined ? null : <OffersToMe circle={circle} person={person} />}
      <Members circle={circle} />
      <Roles circle={circle} />
      <CircleMoney circle={circle} />
      <Card title={words.decidesHow}>
        <ul class="card-list">
          {circle.policies.map((policy) => (
            <li key={policy.kind}>
              <h3>{words.kinds[policy.kind]}</h3>
              <p class="soft small">{policy.sentence}</p>
              <ButtonLink
                kind="quiet"
                href={to(["decide", "new", "policy"], {
                  circle: String(circle.circle),
                  kind: policy.kind,
                })}
              >
                {words.decideOtherwise} <span class="unseen">{words.kinds[policy.kind]}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Card>
      <Thread about="circle" number={circle.circle} />
      <LeaveCircle circle={circle} />
    </>
  );
}

function One({ number }: { readonly number: number }) {
  const words = useRoomWords().circles;
  const nameOf = useCircleName();
  const view = useView("circles/circle", { circle: number });
  const back = { href: to(["circles"]), place: words.title };
  if (view.problem?.status === 404 || !Number.isInteger(number)) {
    return <Page title={words.noSuch} lead={words.noSuchLead} back={back} />;
  }
  return (
    <Page title={nameOf(number, view.data?.purpose ?? "")} back={back}>
      <Showing view={view}>{(circle) => <Body circle={circle} />}</Showing>
    </Page>
  );
}

/** Circles: all of them, or one. */
export function Circles({ route }: RoomProps) {
  const [number] = route.rest;
  return number === undefined ? <All /> : <One number={Number(number)} />;
}
