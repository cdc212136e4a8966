import { useViewer } from "../../keys/use-viewer.ts";
import { Card } from "../../parts/card.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

interface Entry {
  readonly room: string;
  readonly name: string;
  readonly how: string;
}

function Entries({
  title,
  entries,
}: {
  readonly title: string;
  readonly entries: readonly Entry[];
}) {
  return (
    <Card title={title}>
      <ul class="card-list">
        {entries.map((entry) => (
          <li key={entry.room} class="entry">
            <h3>
              <a class="plain cover" href={to([entry.room])}>
                {entry.name}
              </a>
            </h3>
            <p class="soft small">{entry.how}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** More: every room that has no place of its own. */
export function More() {
  const words = useRoomWords().more;
  const { person } = useViewer();
  const you: readonly Entry[] = [
    { room: "profile", name: words.profile, how: words.profileHow },
    { room: "devices", name: words.devices, how: words.devicesHow },
    { room: "texts", name: words.texts, how: words.textsHow },
    { room: "leave", name: words.leave, how: words.leaveHow },
  ];
  return (
    <Page title={words.title} lead={words.lead}>
      <Entries
        title={words.community}
        entries={[
          { room: "rules", name: words.rules, how: words.rulesHow },
          { room: "circles", name: words.circles, how: words.circlesHow },
          { room: "helpers", name: words.helpers, how: words.helpersHow },
          { room: "scan", name: words.scan, how: words.scanHow },
        ]}
      />
      {person === undefined ? null : <Entries title={words.you} entries={you} />}
      <Entries
        title={words.about}
        entries={[
          { room: "about", name: words.about, how: words.aboutHow },
          { room: "found", name: words.found, how: words.foundHow },
        ]}
      />
    </Page>
  );
}
