import { useTexts } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Item } from "../../parts/item.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";

const SHOWN = 4;

type Row = Shown<"decisions/list">[number];

/** What comes by itself: an open proposal closes, a passed one takes effect. */
const momentOf = ({ stage, closesAt, effectAt }: Row): number | undefined =>
  stage === "open" ? closesAt : stage === "passed" ? effectAt : undefined;

/** What comes next, with its moment first. */
export function ComingUp() {
  const words = useWords();
  const read = useTexts();
  const rows = useView("decisions/list", {}).data ?? [];
  const coming = rows
    .flatMap((row) => {
      const at = momentOf(row);
      return at === undefined ? [] : [{ row, at }];
    })
    .toSorted((a, b) => a.at - b.at)
    .slice(0, SHOWN);
  if (coming.length === 0) return null;
  return (
    <Section title={words.home.comingTitle}>
      <ul class="rows">
        {coming.map(({ row, at }) => {
          const title = read(row.text)?.["title"] ?? words.names.proposal(row.decision);
          return (
            <Item
              key={row.decision}
              title={
                <span class="sentence">
                  <When at={at} />
                </span>
              }
              href={to(["decide", row.decision])}
              about={
                <>
                  <bdi dir="auto">{title}</bdi>{" "}
                  {row.stage === "open" ? words.home.comingCloses : words.home.comingEffect}
                </>
              }
            />
          );
        })}
      </ul>
    </Section>
  );
}
