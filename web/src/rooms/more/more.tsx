import { useViewer } from "../../keys/use-viewer.ts";
import { Section } from "../../parts/card.tsx";
import { Tile } from "../../parts/face.tsx";
import type { IconName } from "../../parts/icon.tsx";
import { Item } from "../../parts/item.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { StatusLight } from "../machines/status-light.tsx";

interface Entry {
  readonly room: string;
  readonly icon: IconName;
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
    <Section title={title}>
      <ul class="rows">
        {entries.map(({ room, icon, name, how }) => (
          <Item key={room} lead={<Tile icon={icon} />} title={name} href={to([room])} about={how} />
        ))}
      </ul>
    </Section>
  );
}

/** More: every room that has no place of its own. */
export function More() {
  const words = useRoomWords().more;
  const { person } = useViewer();
  const you: readonly Entry[] = [
    { room: "profile", icon: "people", name: words.profile, how: words.profileHow },
    { room: "devices", icon: "key", name: words.devices, how: words.devicesHow },
    { room: "texts", icon: "page", name: words.texts, how: words.textsHow },
    { room: "leave", icon: "leave", name: words.leave, how: words.leaveHow },
  ];
  return (
    <Page title={words.title}>
      <div class="phone-only">
        <StatusLight />
      </div>
      <Entries
        title={words.community}
        entries={[
          { room: "rules", icon: "page", name: words.rules, how: words.rulesHow },
          { room: "circles", icon: "circle", name: words.circles, how: words.circlesHow },
          { room: "activity", icon: "now", name: words.activity, how: words.activityHow },
          { room: "scan", icon: "find", name: words.scan, how: words.scanHow },
          { room: "helpers", icon: "machine", name: words.helpers, how: words.helpersHow },
        ]}
      />
      {person === undefined ? null : <Entries title={words.you} entries={you} />}
      <Entries
        title={words.about}
        entries={[
          { room: "about", icon: "done", name: words.about, how: words.aboutHow },
          { room: "found", icon: "seed", name: words.found, how: words.foundHow },
        ]}
      />
    </Page>
  );
}
