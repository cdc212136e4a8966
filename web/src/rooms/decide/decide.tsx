import { useViewer } from "../../keys/use-viewer.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { EmptyPage } from "../../parts/empty-page.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Line } from "./line.tsx";
import { NewProposal } from "./new-proposal.tsx";
import { Proposal } from "./proposal.tsx";
import { QuestionCard } from "./question-card.tsx";
import { useWaiting } from "./use-waiting.ts";
import { WhoDecides } from "./who-decides.tsx";

type Row = Shown<"decisions/list">[number];

function Group({
  title,
  rows,
  waits = false,
}: {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly waits?: boolean;
}) {
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <ul class="rows">
        {rows.map((row) => (
          <Line key={row.decision} row={row} waits={waits} />
        ))}
      </ul>
    </Section>
  );
}

function Nothing() {
  const words = useRoomWords().decide;
  return (
    <EmptyPage title={words.noneTitle} sentence={words.none}>
      <ButtonLink kind="go" href={to(["decide", "new", "statement"])}>
        {words.startFirst}
      </ButtonLink>
    </EmptyPage>
  );
}

function Groups({ rows }: { readonly rows: readonly Row[] }) {
  const words = useRoomWords().decide;
  const { person, status } = useViewer();
  const waiting = useWaiting(status === "member" ? person : undefined);
  const [first, ...others] = waiting.map(({ decision }) => decision);
  if (rows.length === 0) return <Nothing />;
  const leads = rows.find(({ decision }) => decision === first);
  const open = rows.filter(({ stage }) => stage === "open");
  return (
    <>
      {leads === undefined ? null : <QuestionCard question={leads} />}
      <Group
        title={words.groups.needsYou}
        rows={open.filter(({ decision }) => others.includes(decision))}
        waits
      />
      <Group
        title={words.groups.open}
        rows={open.filter(({ decision }) => decision !== first && !others.includes(decision))}
      />
      <Group title={words.groups.waiting} rows={rows.filter(({ stage }) => stage === "passed")} />
      <Group
        title={words.groups.done}
        rows={rows.filter(({ stage }) => stage !== "open" && stage !== "passed")}
      />
    </>
  );
}

function All() {
  const words = useRoomWords().decide;
  const view = useView("decisions/list", {});
  return (
    <Page
      title={words.title}
      side={
        <ButtonLink href={to(["decide", "new"])}>
          <Icon name="plus" small />
          {words.start}
        </ButtonLink>
      }
      aside={<WhoDecides />}
    >
      <Showing view={view}>{(rows) => <Groups rows={rows} />}</Showing>
    </Page>
  );
}

/** Decide: everything proposed, one proposal, and starting one. */
export function Decide({ route }: RoomProps) {
  const [what, template] = route.rest;
  if (what === "new") return <NewProposal template={template} query={route.query} />;
  if (what !== undefined) return <Proposal decision={Number(what)} />;
  return <All />;
}
