import type { RowOf } from "folkmoot/client";
import { usePages } from "../../live/use-pages.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import { Section } from "../../parts/card.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { PersonName } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { useHasTalk } from "./has-talk.ts";

function One({ given }: { readonly given: RowOf<"decisions/reasons"> }) {
  const words = useRoomWords().talk;
  const names = useNames();
  const text = useText(given.text);
  return (
    <li class="stack stack-close">
      <PersonName name={names.of(given.person)} href={to(["people", given.person])} />
      {text.kind === "read" ? <Markdown text={text.content["body"] ?? ""} /> : null}
      {text.kind === "closed" ? <p class="soft">{words.unreadable}</p> : null}
    </li>
  );
}

/** Why people have answered as they did, once voting has ended; nothing where nobody says it. */
export function Reasons({ decision }: { readonly decision: number }) {
  const words = useRoomWords().talk;
  const query = useHasTalk() ? { decision } : undefined;
  const { rows = [], more } = usePages("decisions/reasons", query);
  if (rows.length === 0) return null;
  return (
    <Section title={words.reasons}>
      <ul class="rows">
        {rows.map((given) => (
          <One key={given.person} given={given} />
        ))}
      </ul>
      <MoreButton more={more} />
    </Section>
  );
}
