import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import type { Joined as HasJoined } from "./joining-in.ts";

/** Somebody who has asked to join: who is still needed; once they are in, that they are. */
export function Joined({ joined, name }: { readonly joined: HasJoined; readonly name: string }) {
  const words = useRoomWords().join;
  const shown = useView("membership/person", { person: joined.person }).data;
  const isIn = shown?.status === "member";
  return (
    <Page
      above={isIn ? undefined : words.step(3)}
      title={isIn ? words.inTitle : words.doneTitle}
      lead={isIn ? words.inLead(name) : words.doneLead(name)}
    >
      {joined.named ? null : (
        <Notice kind="clay">
          <p>{words.nameFailed}</p>
        </Notice>
      )}
      {shown === undefined || isIn ? null : (
        <Section title={words.doneWho}>
          <p>{words.doneWhoHow(shown.admission.needed)}</p>
          <p class="soft small">{shown.admission.sentence}</p>
        </Section>
      )}
      <div>
        <ButtonLink kind="go" href={to(["home"])}>
          {words.home}
        </ButtonLink>
      </div>
    </Page>
  );
}
