import { useState } from "preact/hooks";
import { useCircleNames } from "../../live/use-accounts.ts";
import { useFound } from "../../live/use-pages.ts";
import { useNames, useTexts } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Face, Tile } from "../../parts/face.tsx";
import { Field } from "../../parts/field.tsx";
import { Item } from "../../parts/item.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

const SHOWN = 8;

const holds = (text: string, wanted: string): boolean => text.toLocaleLowerCase().includes(wanted);

function useCircles(wanted: string) {
  const nameOf = useCircleNames();
  const circles = useView("circles/list", {}).data ?? [];
  return circles
    .filter(({ circle, isOpen }) => isOpen && holds(nameOf(circle), wanted))
    .slice(0, SHOWN)
    .map(({ circle }) => ({ circle, name: nameOf(circle) }));
}

function useQuestions(wanted: string) {
  const words = useRoomWords();
  const read = useTexts();
  const decisions = useView("decisions/list", {}).data ?? [];
  return decisions
    .map((row) => ({
      ...row,
      title: read(row.text)?.["title"] ?? words.names.proposal(row.decision),
    }))
    .filter(({ title }) => holds(title, wanted))
    .slice(0, SHOWN);
}

function Found({ wanted }: { readonly wanted: string }) {
  const words = useRoomWords();
  const names = useNames();
  const people = useFound(wanted);
  const circles = useCircles(wanted);
  const questions = useQuestions(wanted);
  const rows = people.rows ?? [];
  const isNothing = rows.length + circles.length + questions.length === 0;
  if (isNothing) return people.rows === undefined ? null : <Empty sentence={words.find.none} />;
  return (
    <>
      {rows.length === 0 ? null : (
        <Section title={words.people.title}>
          <ul class="rows">
            {rows.map((person) => (
              <Item
                key={person}
                lead={<Face person={person} name={names.of(person)} />}
                title={<bdi dir="auto">{names.of(person)}</bdi>}
                href={to(["people", person])}
              />
            ))}
          </ul>
          <MoreButton more={people.more} />
        </Section>
      )}
      {circles.length === 0 ? null : (
        <Section title={words.circles.title}>
          <ul class="rows">
            {circles.map(({ circle, name }) => (
              <Item
                key={circle}
                lead={<Tile icon="circle" />}
                title={name}
                href={to(["circles", circle])}
              />
            ))}
          </ul>
        </Section>
      )}
      {questions.length === 0 ? null : (
        <Section title={words.find.questions}>
          <ul class="rows">
            {questions.map(({ decision, proposer, title, stage }) => (
              <Item
                key={decision}
                lead={<Face person={proposer} name={names.of(proposer)} />}
                title={title}
                about={words.decide.stages[stage]}
                href={to(["decide", decision])}
              />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** Finds people, circles and questions by part of their name. */
export function Find() {
  const words = useRoomWords().find;
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLocaleLowerCase();
  return (
    <Page title={words.title} lead={words.lead}>
      <Field label={words.label} value={typed} onValue={setTyped} limit={100} />
      <div class="stack" aria-live="polite">
        {wanted === "" ? null : <Found wanted={wanted} />}
      </div>
    </Page>
  );
}
