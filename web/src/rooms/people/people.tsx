import { useState } from "preact/hooks";
import { type Pages, useFound, usePages } from "../../live/use-pages.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Field } from "../../parts/field.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useWords } from "../../words/language.ts";
import { Growth } from "./growth.tsx";
import { Invite } from "./invite.tsx";
import { Person } from "./person.tsx";

type Row = Shown<"membership/some">[number];

const searchFrom = 12;

function Applicant({ row }: { readonly row: Row }) {
  const words = useWords().people;
  const names = useNames();
  const shown = useView("membership/person", { person: row.person }).data;
  const admission = shown?.admission;
  return (
    <li class="row row-apart nowrap">
      <div class="grow stack stack-close">
        <h3>
          <a href={to(["people", row.person])}>
            <bdi dir="auto">{names.of(row.person)}</bdi>
          </a>
        </h3>
        {admission === undefined ? null : (
          <>
            <Dots
              bare
              groups={[
                { tone: "here", count: admission.have, label: words.progressDots.have },
                {
                  tone: "silent",
                  count: Math.max(0, admission.needed - admission.have),
                  label: words.progressDots.missing,
                },
              ]}
            />
            <p class="soft small">{words.progress(admission.have, admission.needed)}</p>
          </>
        )}
      </div>
    </li>
  );
}

function Member({ row }: { readonly row: Row }) {
  const words = useWords().people;
  const names = useNames();
  return (
    <li class="row row-apart nowrap">
      <div class="grow">
        <h3>
          <a href={to(["people", row.person])}>
            <bdi dir="auto">{names.of(row.person)}</bdi>
          </a>
        </h3>
        <p class="soft small">
          {words.memberSince} <When at={row.since} />
        </p>
      </div>
      {row.founder ? <Mark>{words.founder}</Mark> : null}
      {row.isElder && !row.founder ? <Mark>{words.elder}</Mark> : null}
    </li>
  );
}

/** Members: all of a small community by name; of a larger one a page by number, and whom one looks for. */
function Members({ pages }: { readonly pages: Pages<Row> }) {
  const words = useWords().people;
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
    <Card title={words.members}>
      {rows.length > searchFrom ? (
        <Field label={words.search} hint={words.searchHint} value={search} onValue={setSearch} />
      ) : null}
      {shown.length === 0 && !isLooking ? <Empty sentence={words.noneFound} /> : null}
      <ul class="card-list">
        {shown.map((row) => (
          <Member key={row.person} row={row} />
        ))}
      </ul>
      <MoreButton more={looks ? found.more : pages.more} />
    </Card>
  );
}

function Applicants() {
  const words = useWords().people;
  const { rows = [], more } = usePages("membership/applicants", {});
  if (rows.length === 0) return null;
  return (
    <Card title={words.asking}>
      <ul class="card-list">
        {rows.map((row) => (
          <Applicant key={row.person} row={row} />
        ))}
      </ul>
      <MoreButton more={more} />
    </Card>
  );
}

function Gone({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords().people;
  const names = useNames();
  const left = rows.filter((row) => row.status === "left");
  if (left.length === 0) return null;
  return (
    <Card title={words.left}>
      <ul class="stack stack-close">
        {left.map((row) => (
          <li key={row.person}>
            <a href={to(["people", row.person])}>
              <bdi dir="auto">{names.of(row.person)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function List({ counts }: { readonly counts: Shown<"membership/counts"> }) {
  const { people: words, challenges } = useWords();
  const pages = usePages("membership/people", {});
  return (
    <>
      <Dots
        groups={[
          { tone: "here", count: counts.members, label: words.dots.members },
          { tone: "silent", count: counts.applicants, label: words.dots.applicants },
        ]}
      />
      <Growth />
      <Applicants />
      {pages.rows === undefined ? null : <Members pages={pages} />}
      <Gone rows={pages.rows ?? []} />
      <p>
        <a href={to(["challenges"])}>{challenges.all}</a>
      </p>
    </>
  );
}

function Everyone() {
  const words = useWords().people;
  const view = useView("membership/counts", {});
  return (
    <Page
      title={words.title}
      lead={view.data === undefined ? undefined : words.lead(view.data.members)}
      side={
        <ButtonLink kind="go" href={to(["people", "invite"])}>
          {words.inviteShort}
        </ButtonLink>
      }
    >
      <Showing view={view}>{(counts) => <List counts={counts} />}</Showing>
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
