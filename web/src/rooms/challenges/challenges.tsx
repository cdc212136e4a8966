import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Challenge } from "./challenge.tsx";

/** All challenges, the newest first. */
function List() {
  const words = useRoomWords();
  const names = useNames();
  const view = useView("challenges/list", {});
  const back = { href: to(["people"]), place: words.people.title };
  return (
    <Page title={words.challenges.title} lead={words.challenges.lead} back={back}>
      <Showing view={view}>
        {(all) => (
          <Section>
            {all.length === 0 ? <Empty sentence={words.challenges.none} /> : null}
            <ul class="rows">
              {all.map(({ challenge, named, sentence }) => (
                <li key={challenge} class="entry">
                  <h3>
                    <a class="plain cover" href={to(["challenges", challenge])} dir="auto">
                      {named.map(({ person }) => names.in(person)).join(", ")}
                    </a>
                  </h3>
                  <p class="soft small">{sentence}</p>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Showing>
    </Page>
  );
}

/** Challenges: the list, or one. */
export function Challenges({ route }: RoomProps) {
  const [first] = route.rest;
  return first === undefined ? <List /> : <Challenge challenge={Number(first)} />;
}
