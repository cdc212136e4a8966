import { useState } from "preact/hooks";
import { type Pages, useFound, usePages } from "../../live/use-pages.ts";
import { useProfiles } from "../../live/use-profiles.ts";
import { useNames, useTexts } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Mark, Section } from "../../parts/card.tsx";
import { EmptyPage } from "../../parts/empty-page.tsx";
import { Face } from "../../parts/face.tsx";
import { Field } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Item } from "../../parts/item.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Applicants } from "./applicants.tsx";
import { CirclesHere } from "./circles-here.tsx";
import { Growth } from "./growth.tsx";
import { Invite } from "./invite.tsx";
import { Person } from "./person.tsx";

type Row = Shown<"membership/some">[number];

/** From so many on people look for somebody instead of reading all names. */
const searchFrom = 8;

function Member({ row }: { readonly row: Row }) {
  const words = useRoomWords().people;
  const names = useNames();
  const profileOf = useProfiles();
  const read = useTexts();
  const { person } = row;
  const about = read(profileOf(person)?.text ?? "")?.["about"]?.trim() ?? "";
  const mark = row.founder ? words.founder : row.isElder ? words.elder : undefined;
  return (
    <Item
      lead={<Face person={person} name={names.of(person)} />}
      title={<bdi dir="auto">{names.of(person)}</bdi>}
      href={to(["people", person])}
      {...(about === "" ? {} : { about: <span class="about-line">{about}</span> })}
      {...(mark === undefined ? {} : { end: <Mark>{mark}</Mark> })}
    />
  );
}

/** Members: all of a small community by name; of a larger one a page by number, and whom one looks for. */
function Members({ pages }: { readonly pages: Pages<Row> }) {
  const words = useRoomWords().people;
  const names = useNames();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const isWhole = pages.more === undefined;
  const looks = !isWhole && wanted !== "";
  const found = useFound(looks ? search : "");
  const some = useView(
    "membership/some",
    found.rows === undefined || found.rows.length === 0 ? undefined : { people: found.rows },
  );
  const rows = pages.rows ?? [];
  const members = (looks ? (some.data ?? []) : rows).filter((row) => row.status === "member");
  const byName = members
    .filter((row) => names.of(row.person).toLocaleLowerCase().includes(wanted))
    .toSorted((a, b) => names.of(a.person).localeCompare(names.of(b.person)));
  const shown = isWhole ? byName : members;
  const isLooking = looks && (found.rows === undefined || (found.rows.length > 0 && !some.data));
  return (
    <Section title={words.members}>
      {rows.length > searchFrom ? (
        <Field label={words.search} hint={words.searchHint} value={search} onValue={setSearch} />
      ) : null}
      {shown.length === 0 && !isLooking ? <Empty sentence={words.noneFound} /> : null}
      <ul class="rows members">
        {shown.map((row) => (
          <Member key={row.person} row={row} />
        ))}
      </ul>
      <MoreButton more={looks ? found.more : pages.more} />
    </Section>
  );
}

function Gone({ rows }: { readonly rows: readonly Row[] }) {
  const words = useRoomWords().people;
  const names = useNames();
  const left = rows.filter((row) => row.status === "left");
  if (left.length === 0) return null;
  return (
    <More title={words.left}>
      <ul class="rows rows-close">
        {left.map(({ person }) => (
          <Item
            key={person}
            lead={<Face person={person} name={names.of(person)} size={32} />}
            title={<bdi dir="auto">{names.of(person)}</bdi>}
            href={to(["people", person])}
          />
        ))}
      </ul>
    </More>
  );
}

function List({ members }: { readonly members: number }) {
  const words = useRoomWords().people;
  const pages = usePages("membership/people", {});
  return (
    <>
      <Applicants />
      {members === 1 ? (
        <EmptyPage title={words.aloneTitle} sentence={words.empty}>
          <ButtonLink kind="go" href={to(["people", "invite"])}>
            {words.invite}
          </ButtonLink>
        </EmptyPage>
      ) : null}
      <CirclesHere />
      {pages.rows === undefined ? null : <Members pages={pages} />}
      <Gone rows={pages.rows ?? []} />
    </>
  );
}

function Everyone() {
  const { people: words, challenges } = useRoomWords();
  const view = useView("membership/counts", {});
  return (
    <Page
      title={view.data === undefined ? words.title : words.ofUs(view.data.members)}
      side={
        <ButtonLink href={to(["people", "invite"])}>
          <Icon name="plus" small />
          {words.inviteShort}
        </ButtonLink>
      }
      aside={
        <>
          <Growth />
          <p>
            <a href={to(["challenges"])}>{challenges.all}</a>
          </p>
        </>
      }
    >
      <Showing view={view}>{(counts) => <List members={counts.members} />}</Showing>
    </Page>
  );
}

/** People: who is here, who asks to join, one person's page, and inviting. */
export function People({ route }: RoomProps) {
  const [what] = route.rest;
  if (what === "invite") return <Invite />;
  if (what !== undefined) return <Person person={Number(what)} />;
  return <Everyone />;
}
