import { useState } from "preact/hooks";
import { nodeAddress } from "../../live/place.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { go } from "../../router/use-route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { pageOfLink } from "./page-of-link.ts";

/** Opens an invitation that was copied, such as into an app on the Home Screen. */
export function PasteLink() {
  const words = useRoomWords();
  const [link, setLink] = useState("");
  const page = pageOfLink(link, nodeAddress());
  const isWrong = link.trim() !== "" && page === undefined;
  return (
    <Page
      title={words.join.pasteTitle}
      lead={words.join.pasteLead}
      back={{ href: to(["home"]), place: words.home.title }}
    >
      <Section>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (page !== undefined) go(page);
          }}
        >
          <Field
            label={words.join.paste}
            value={link}
            onValue={setLink}
            autocomplete="off"
            error={isWrong ? words.join.pasteNone : undefined}
          />
          <Button kind="go" submit off={page === undefined}>
            {words.join.pasteOpen}
          </Button>
        </form>
      </Section>
    </Page>
  );
}
