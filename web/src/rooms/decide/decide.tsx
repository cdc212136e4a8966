import { useViewer } from "../../keys/use-viewer.ts";
import { useTexts } from "../../live/use-texts.ts";
import { type Shown, useView, useViews } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useWords } from "../../words/language.ts";
import { groupsOf } from "./groups.ts";
import { NewProposal } from "./new-proposal.tsx";
import { Proposal } from "./proposal.tsx";

type Row = Shown<"decisions/list">[number];

const tones = {
  open: "plain",
  passed: "moss",
  "in-effect": "moss",
  failed: "clay",
  "without-effect": "clay",
  withdrawn: "plain",
} as const;

function momentOf(row: Row): {
  readonly when: "closes" | "closed" | "effect";
  readonly at: number;
} {
  if (row.stage === "open") return { when: "closes", at: row.closesAt };
  if (row.stage === "passed") return { when: "effect", at: row.effectAt };
  return { when: "closed", at: row.closesAt };
}

function Line({ row, waits }: { readonly row: Row; readonly waits: boolean }) {
  const words = useWords().decide;
  const read = useTexts();
  const title = read(row.text)?.["title"] ?? words.untitled(row.decision);
  const { when, at } = momentOf(row);
  return (
    <li class="decision-line">
      <div class="stack stack-tight grow">
        <h3>
          <a class="plain cover" href={to(["decide", row.decision])} dir="auto">
            {title}
          </a>
        </h3>
        <p class="soft small">
          {words[when]} <When at={at} />
        </p>
      </div>
      <div class="decision-dots">
        <Dots bare groups={groupsOf(row, words.dots)} />
      </div>
      <Mark tone={waits ? "clay" : tones[row.stage]}>
        {waits ? words.needsYou : words.stages[row.stage]}
      </Mark>
    </li>
  );
}

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
    <Card title={title}>
      <ul class="card-list">
        {rows.map((row) => (
          <Line key={row.decision} row={row} waits={waits} />
        ))}
      </ul>
    </Card>
  );
}

function Groups({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords().decide;
  const { person } = useViewer();
  const open = rows.filter((row) => row.stage === "open");
  const seen = useViews(
    "decisions/decision",
    person === undefined ? [] : open.map(({ decision }) => ({ decision, person })),
  );
  const waiting = new Set(
    seen.flatMap((each) =>
      each !== undefined && !each.hasAnswered && each.eligibility.isEligible ? [each.decision] : [],
    ),
  );
  if (rows.length === 0) return <Empty sentence={words.none} />;
  return (
    <>
      <Group
        title={words.groups.needsYou}
        rows={open.filter((r) => waiting.has(r.decision))}
        waits
      />
      <Group title={words.groups.open} rows={open.filter((row) => !waiting.has(row.decision))} />
      <Group title={words.groups.waiting} rows={rows.filter((row) => row.stage === "passed")} />
      <Group
        title={words.groups.done}
        rows={rows.filter((row) => row.stage !== "open" && row.stage !== "passed")}
      />
    </>
  );
}

function All() {
  const words = useWords().decide;
  const view = useView("decisions/list", {});
  return (
    <Page
      title={words.title}
      lead={words.lead}
      side={
        <ButtonLink kind="go" href={to(["decide", "new"])}>
          {words.start}
        </ButtonLink>
      }
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
