import { useWho } from "../keys/who.ts";
import { useTexts } from "../live/use-texts.ts";
import { useView, useViews } from "../live/use-view.ts";
import { Icon } from "../parts/icon.tsx";
import { to } from "../router/route.ts";
import { useWords } from "../words/language.ts";

const everyone = 1;
/** As many circles as the rail has room for. */
const SHOWN = 8;

/** The circles that somebody is in, in the rail; nothing where there is none. */
export function YourCircles() {
  const words = useWords();
  const read = useTexts();
  const person = useWho().acting?.person;
  const listed = useView("circles/list", person === undefined ? undefined : {}).data ?? [];
  const circles = listed.filter(({ circle, isOpen }) => isOpen && circle !== everyone);
  const standings = useViews(
    "circles/standing",
    person === undefined ? [] : circles.map(({ circle }) => ({ circle, person })),
  );
  const mine = circles.filter((_, at) => (standings[at]?.since ?? 0) > 0).slice(0, SHOWN);
  if (mine.length === 0) return null;
  return (
    <nav aria-label={words.shell.yourCircles}>
      <p class="rail-title">{words.shell.yourCircles}</p>
      <ul>
        {mine.map(({ circle, purpose }) => (
          <li key={circle}>
            <a class="place place-circle" href={to(["circles", circle])}>
              <Icon name="circle" small />
              <bdi dir="auto">{read(purpose)?.["name"] ?? words.names.circle(circle)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
