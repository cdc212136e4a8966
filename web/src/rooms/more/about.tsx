import { useCommunity } from "../../live/community.ts";
import { apiBase } from "../../live/request.ts";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** What this software is and whose. */
export function About() {
  const words = useRoomWords();
  const community = useCommunity();
  return (
    <Page
      title={words.about.title}
      lead={words.about.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      <Section>
        <p>{words.about.licence}</p>
        <p class="soft small">
          {words.network.software}: {community?.version}
        </p>
      </Section>
      <Section title={words.about.api}>
        <p>{words.about.apiHow}</p>
        <p>
          <a href={`${apiBase}/openapi.json`}>{words.about.apiLink}</a>
        </p>
      </Section>
    </Page>
  );
}

/** How to found a community; it needs a machine, so it is told, not done here. */
export function Found() {
  const words = useRoomWords();
  return (
    <Page
      title={words.about.foundTitle}
      lead={words.about.foundLead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      <Section>
        <p>{words.about.foundTry}</p>
        <Copy label={words.leave.command} text={words.commands.tryIt} />
      </Section>
      <Section>
        <p>{words.about.foundReal}</p>
        <Copy label={words.leave.command} text={words.commands.init} />
        <Copy label={words.leave.command} text={words.commands.start} />
        <p class="soft small">{words.about.foundThen}</p>
      </Section>
    </Page>
  );
}
