import { useState } from "preact/hooks";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Field } from "../../parts/field.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useWords } from "../../words/language.ts";
import { Growth } from "./growth.tsx";
import { Invite } from "./invite.tsx";
import { Person } from "./person.tsx";

type Row = Shown<"membership/people">[number];

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

function List({ rows }: { readonly rows: readonly Row[] }) {
  const { people: words, challenges } = useWords();
  const names = useNames();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const matches = (row: Row): boolean => names.of(row.person).toLocaleLowerCase().includes(wanted);
  const members = rows
    .filter((row) => row.status === "member" && matches(row))
    .toSorted((a, b) => names.of(a.person).localeCompare(names.of(b.person)));
  const applicants = rows.filter((row) => row.status === "applicant");
  const left = rows.filter((row) => row.status === "left");
  const all = rows.filter((row) => row.status === "member").length;
  return (
    <>
      <Dots
        groups={[
          { tone: "here", count: all, label: words.dots.members },
          { tone: "silent", count: applicants.length, label: words.dots.applicants },
        ]}
      />
      <Growth />
      {applicants.length === 0 ? null : (
        <Card title={words.asking}>
          <ul class="card-list">
            {applicants.map((row) => (
              <Applicant key={row.person} row={row} />
            ))}
          </ul>
        </Card>
      )}
      <Card title={words.members}>
        {all > searchFrom ? (
          <Field label={words.search} value={search} onValue={setSearch} />
        ) : null}
        {members.length === 0 ? <Empty sentence={words.noneFound} /> : null}
        <ul class="card-list">
          {members.map((row) => (
            <Member key={row.person} row={row} />
          ))}
        </ul>
      </Card>
      {left.length === 0 ? null : (
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
      )}
      <p>
        <a href={to(["challenges"])}>{challenges.all}</a>
      </p>
    </>
  );
}

function Everyone() {
  const words = useWords().people;
  const view = useView("membership/people", {});
  const members = (view.data ?? []).filter((row) => row.status === "member").length;
  return (
    <Page
      title={words.title}
      lead={view.data === undefined ? undefined : words.lead(members)}
      side={
        <ButtonLink kind="go" href={to(["people", "invite"])}>
          {words.inviteShort}
        </ButtonLink>
      }
    >
      <Showing view={view}>{(rows) => <List rows={rows} />}</Showing>
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
