import { useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import { nodeAddress } from "../../live/place.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { Scan } from "../../parts/scan.tsx";
import { to } from "../../router/route.ts";
import { go } from "../../router/use-route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { readScanned, type Scanned } from "./read-scanned.ts";

function Said({ scanned }: { readonly scanned: Scanned | undefined }) {
  const words = useRoomWords().scan;
  if (scanned === undefined || scanned.kind === "here") return null;
  if (scanned.kind !== "elsewhere") return <p>{words[scanned.kind]}</p>;
  return (
    <>
      <p>{words.elsewhere(scanned.host)}</p>
      <p>
        <a href={scanned.url} rel="noreferrer">
          {words.goThere(scanned.host)}
        </a>
      </p>
    </>
  );
}

function Content({ chainId }: { readonly chainId: string }) {
  const words = useRoomWords().scan;
  const [text, setText] = useState("");
  const [scanned, setScanned] = useState<Scanned>();
  const read = (given: string): void => {
    const found = readScanned(given, { node: nodeAddress(), chainId });
    setScanned(found);
    if (found.kind === "here") go(found.place);
  };
  return (
    <Section>
      <Scan onText={read} />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          read(text);
        }}
      >
        <Field label={words.text} hint={words.textHint} value={text} onValue={setText} />
        <div>
          <Button submit>{words.read}</Button>
        </div>
      </form>
      <div aria-live="polite" class="stack stack-close">
        <Said scanned={scanned} />
      </div>
    </Section>
  );
}

/** Scanning whatever somebody shows: it is named, and opened where it belongs. */
export function ScanRoom() {
  const words = useRoomWords();
  const community = useCommunity();
  return (
    <Page
      title={words.scan.title}
      lead={words.scan.roomLead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      {community === undefined ? null : <Content chainId={community.chainId} />}
    </Page>
  );
}
