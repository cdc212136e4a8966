import { useCircleNames } from "../../live/use-accounts.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView, useViews } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Pile, Tile } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

const SHOWN = 6;
const PILED = 4;
const everyone = 1;

/** The circles, each with a few of its people. */
export function CirclesHere() {
  const words = useRoomWords();
  const names = useNames();
  const nameOf = useCircleNames();
  const listed = useView("circles/list", {}).data ?? [];
  const circles = listed
    .filter(({ circle, isOpen }) => isOpen && circle !== everyone)
    .slice(0, SHOWN);
  const inside = useViews(
    "circles/people",
    circles.map(({ circle }) => ({ circle, after: 0 })),
  );
  if (circles.length === 0) return null;
  return (
    <Section title={words.circles.title} side={<a href={to(["circles"])}>{words.circles.all}</a>}>
      <ul class="rows rows-close">
        {circles.map(({ circle, members }, at) => {
          const people = inside[at]?.rows.slice(0, PILED) ?? [];
          return (
            <Item
              key={circle}
              lead={<Tile icon="circle" />}
              title={nameOf(circle)}
              href={to(["circles", circle])}
              end={<Pile people={people} nameOf={names.of} more={members - people.length} />}
            />
          );
        })}
      </ul>
    </Section>
  );
}
