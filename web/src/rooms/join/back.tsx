import { useState } from "preact/hooks";
import { type Community, useCommunity } from "../../live/community.ts";
import { Section } from "../../parts/card.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { comeBackHere } from "./come-back.ts";
import { FileForm } from "./file-form.tsx";
import { openFileHere } from "./opened-file.ts";

type Returned =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly sentence: string };

async function comeBackWith(community: Community, text: string, phrase: string): Promise<Returned> {
  const opened = await openFileHere(community, text, phrase);
  if (typeof opened === "string") return { ok: false, sentence: opened };
  const sentence = await comeBackHere(community, opened);
  return sentence === undefined ? { ok: true, name: opened.name } : { ok: false, sentence };
}

function Form({ community }: { readonly community: Community }) {
  const words = useRoomWords().devices;
  const [returned, setReturned] = useState<Returned>();
  const send = async (text: string, phrase: string): Promise<void> =>
    setReturned(await comeBackWith(community, text, phrase));
  return (
    <Section>
      <FileForm label={words.openDo} onFile={send} />
      {returned === undefined ? null : (
        <Notice kind={returned.ok ? "moss" : "clay"}>
          <p>{returned.ok ? words.back(returned.name) : returned.sentence}</p>
        </Notice>
      )}
    </Section>
  );
}

/** Coming back with a recovery file. */
export function Back() {
  const words = useRoomWords();
  const community = useCommunity();
  return (
    <Page
      title={words.devices.open}
      lead={words.devices.openLead}
      back={{ href: to(["home"]), place: words.home.title }}
    >
      {community === undefined ? null : <Form community={community} />}
      <p>
        <a href={to(["second"])}>{words.devices.askTitle}</a>
      </p>
      <p>
        <a href={to(["lost"])}>{words.safety.lostTitle}</a>
      </p>
    </Page>
  );
}
