import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useCircleNames } from "../../live/use-accounts.ts";
import { useAct } from "../../live/use-act.ts";
import { usePages } from "../../live/use-pages.ts";
import { useNames, useText, useTexts } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Mark, Section } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Face, Seat, Tile } from "../../parts/face.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Item } from "../../parts/item.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { PersonName, When } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Line } from "../decide/line.tsx";
import { Thread } from "../talk/thread.tsx";
import { CircleMoney } from "./circle-money.tsx";
import { Invited, OffersToMe } from "./offers.tsx";

type Circle = Shown<"circles/circle">;
const everyone = 1;

function All() {
  const words = useRoomWords();
  const nameOf = useCircleNames();
  const view = useView("circles/list", {});
  return (
    <Page
      title={words.circles.title}
      lead={words.circles.lead}
      back={{ href: to(["more"]), place: words.more.title }}
      side={
        <ButtonLink href={to(["decide", "new", "circle"])}>
          <Icon name="plus" small />
          {words.circles.open}
        </ButtonLink>
      }
    >
      <Showing view={view}>
        {(rows) => (
          <ul class="rows">
            {rows.map((row) => (
              <Item
                key={row.circle}
                level={2}
                lead={<Tile icon={row.circle === everyone ? "people" : "circle"} />}
                title={nameOf(row.circle)}
                href={to(["circles", row.circle])}
                about={words.circles.people(row.members)}
                {...(row.isOpen ? {} : { end: <Mark>{words.circles.closed}</Mark> })}
              />
            ))}
          </ul>
        )}
      </Showing>
    </Page>
  );
}

/** Everybody in it as faces; of everyone the page of people shows more. */
function Members({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords();
  const names = useNames();
  const { rows: inside = [], more } = usePages("circles/people", { circle: circle.circle });
  return (
    <section class="section" aria-label={words.circles.members}>
      <ul class="faces">
        {inside.map((person) => (
          <li key={person}>
            <a
              class="face-link"
              href={to(["people", person])}
              aria-label={names.of(person)}
              title={names.of(person)}
            >
              <Face person={person} name={names.of(person)} />
            </a>
          </li>
        ))}
      </ul>
      <MoreButton more={more} />
      <Invited circle={circle} />
    </section>
  );
}

/** What is asked of this circle now. */
function OpenHere({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  const rows = useView("decisions/list", {}).data ?? [];
  const open = rows.filter((row) => row.circle === circle.circle && row.stage === "open");
  if (open.length === 0) return null;
  return (
    <Section title={words.openHere}>
      <ul class="rows">
        {open.map((row) => (
          <Line key={row.decision} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function Roles({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  const names = useNames();
  const read = useTexts();
  return (
    <Section
      title={words.roles}
      {...(circle.circle === everyone
        ? { side: <a href={to(["decide", "new", "role"])}>{words.change}</a> }
        : {})}
    >
      {circle.roles.length === 0 ? <Empty sentence={words.rolesNone} /> : null}
      <ul class="rows">
        {circle.roles.map((role) => (
          <Item
            key={role.role}
            lead={
              role.holder === 0 ? (
                <Seat />
              ) : (
                <Face person={role.holder} name={names.of(role.holder)} />
              )
            }
            title={read(role.purpose)?.["name"] ?? String(role.role)}
            about={
              <>
                {role.holder === 0 ? (
                  words.vacant
                ) : (
                  <>
                    <PersonName name={names.of(role.holder)} href={to(["people", role.holder])} />,{" "}
                    {words.untilTerm} <When at={role.until} />
                  </>
                )}
                {role.offeredTo === 0 ? null : `. ${words.askedToHold(names.in(role.offeredTo))}.`}
              </>
            }
          />
        ))}
      </ul>
    </Section>
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

function HowItDecides({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  return (
    <More title={words.decidesHow}>
      <ul class="rows">
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
    </More>
  );
}

function Body({ circle }: { readonly circle: Circle }) {
  const { person } = useViewer();
  const text = useText(circle.purpose);
  const purpose = text.kind === "read" ? text.content["purpose"] : undefined;
  return (
    <>
      {purpose === undefined || purpose === "" ? null : (
        <div class="lead">
          <Markdown text={purpose} />
        </div>
      )}
      {person === undefined ? null : <OffersToMe circle={circle} person={person} />}
      <Members circle={circle} />
      <OpenHere circle={circle} />
      <CircleMoney circle={circle} />
      <Thread about="circle" number={circle.circle} />
      <LeaveCircle circle={circle} />
    </>
  );
}

function Standing({ circle }: { readonly circle: Circle }) {
  const words = useRoomWords().circles;
  const { person } = useViewer();
  const isEveryone = circle.circle === everyone;
  const query = person === undefined || isEveryone ? undefined : { circle: circle.circle, person };
  const since = useView("circles/standing", query).data?.since ?? 0;
  return (
    <p class="small">
      {isEveryone ? words.people(circle.members) : words.circleOf(circle.members, since > 0)}
    </p>
  );
}

function One({ number }: { readonly number: number }) {
  const words = useRoomWords().circles;
  const nameOf = useCircleNames();
  const view = useView("circles/circle", { circle: number });
  const back = { href: to(["circles"]), place: words.title };
  if (view.problem?.status === 404 || !Number.isInteger(number)) {
    return <Page title={words.noSuch} lead={words.noSuchLead} back={back} />;
  }
  const circle = view.data;
  return (
    <Page
      title={nameOf(number)}
      back={back}
      face={<Tile icon={number === everyone ? "people" : "circle"} size={56} />}
      lead={circle === undefined ? undefined : <Standing circle={circle} />}
      aside={
        circle === undefined ? null : (
          <>
            <Roles circle={circle} />
            <HowItDecides circle={circle} />
          </>
        )
      }
    >
      <Showing view={view}>{(shown) => <Body circle={shown} />}</Showing>
    </Page>
  );
}

/** Circles: all of them, or one. */
export function Circles({ route }: RoomProps) {
  const [number] = route.rest;
  return number === undefined ? <All /> : <One number={Number(number)} />;
}
