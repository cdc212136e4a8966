import { useState } from "preact/hooks";
import { toHex } from "../../../keys/encoding.ts";
import { useWho } from "../../../keys/who.ts";
import { type Community, useCommunity } from "../../../live/community.ts";
import { handOfSeed, type KeyHand } from "../../../live/key-hand.ts";
import { useView } from "../../../live/use-view.ts";
import { Button } from "../../../parts/button.tsx";
import { Section } from "../../../parts/card.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { to } from "../../../router/route.ts";
import { useRoomWords } from "../../../words/room-words.ts";
import { comeBackHere } from "../../join/come-back.ts";
import { FileForm } from "../../join/file-form.tsx";
import { type OpenedFile, openFileHere } from "../../join/opened-file.ts";
import { KeyList } from "./key-list.tsx";

interface Opened {
  readonly file: OpenedFile;
  readonly hand: KeyHand;
}

function AddHere({
  community,
  file,
}: {
  readonly community: Community;
  readonly file: OpenedFile;
}) {
  const words = useRoomWords();
  const { acting } = useWho();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string>();
  const rows = useView("identity/devices", { person: file.person }).data ?? [];
  const here = acting === undefined ? "" : toHex(acting.publicKey);
  if (rows.some(({ key, isLive }) => isLive && key === here)) return null;
  const add = async (): Promise<void> => {
    setBusy(true);
    setSaid(await comeBackHere(community, file));
    setBusy(false);
  };
  return (
    <Section title={words.safety.addHere}>
      <p>{words.safety.addHereMeans}</p>
      <div>
        <Button busy={busy} onPress={() => void add()}>
          {words.safety.addHere}
        </Button>
      </div>
      {said === undefined ? null : (
        <Notice kind="clay">
          <p>{said}</p>
        </Notice>
      )}
    </Section>
  );
}

function WithFile({ community }: { readonly community: Community }) {
  const words = useRoomWords().safety;
  const [opened, setOpened] = useState<Opened>();
  const [said, setSaid] = useState<string>();
  const open = async (text: string, phrase: string): Promise<void> => {
    const file = await openFileHere(community, text, phrase);
    if (typeof file === "string") setSaid(file);
    else setOpened({ file, hand: await handOfSeed(file.seed, file.person) });
  };
  if (opened === undefined) {
    return (
      <Section title={words.lostFile}>
        <p>{words.lostFileLead}</p>
        <FileForm label={words.openIt} onFile={open} />
        {said === undefined ? null : (
          <Notice kind="clay">
            <p>{said}</p>
          </Notice>
        )}
      </Section>
    );
  }
  return (
    <>
      <Notice>
        <p>{words.opened(opened.file.name)}</p>
      </Notice>
      <KeyList hand={opened.hand} />
      <AddHere community={community} file={opened.file} />
    </>
  );
}

/** What to do when a device is lost or stolen, with the recovery file. */
export function Lost() {
  const words = useRoomWords();
  const community = useCommunity();
  return (
    <Page
      title={words.safety.lostTitle}
      lead={words.safety.lostLead}
      back={{ href: to(["devices"]), place: words.devices.title }}
    >
      {community === undefined ? null : <WithFile community={community} />}
    </Page>
  );
}
