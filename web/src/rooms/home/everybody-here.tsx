import { usePages } from "../../live/use-pages.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Face } from "../../parts/face.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";

const SHOWN = 24;

/** The faces of those who are here, as many as fit, and the way to all of them. */
export function EverybodyHere() {
  const words = useWords();
  const names = useNames();
  const counts = useView("membership/counts", {}).data;
  const { rows = [] } = usePages("membership/people", {});
  const members = rows.filter(({ status }) => status === "member");
  if (counts === undefined || members.length === 0) return null;
  const shown = members.slice(0, SHOWN);
  return (
    <Section
      title={words.home.ofUs(counts.members)}
      side={<a href={to(["people"])}>{words.shell.places.people}</a>}
    >
      <ul class="faces">
        {shown.map(({ person }) => {
          const name = names.of(person);
          return (
            <li key={person}>
              <a class="face-link" href={to(["people", person])} aria-label={name} title={name}>
                <Face person={person} name={name} size={32} />
              </a>
            </li>
          );
        })}
        {counts.members > shown.length ? (
          <li class="pile-more">{words.parts.more(counts.members - shown.length)}</li>
        ) : null}
      </ul>
    </Section>
  );
}
