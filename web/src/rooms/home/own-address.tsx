import { useCommunity } from "../../live/community.ts";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** How a community gets an address of its own; it needs the machine, so it is told, not done here. */
export function OwnAddress() {
  const words = useRoomWords();
  const community = useCommunity();
  const { addressSteps, addressLead, addressTitle, addressThen, addressPage } = words.firstSteps;
  return (
    <Page
      title={addressTitle}
      lead={addressLead}
      back={{ href: to(["home"]), place: words.home.title }}
    >
      {community?.address == null ? null : (
        <Section>
          <p>{words.firstSteps.addressOther(community.address)}</p>
        </Section>
      )}
      <Section>
        <ol class="stack">
          {addressSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <Copy label={words.firstSteps.addressCommand} text={words.commands.address} />
        <Copy label={words.firstSteps.addressCommand} text={words.commands.proxy} />
        <p>{addressThen}</p>
        <p class="soft small">{addressPage}</p>
      </Section>
    </Page>
  );
}
