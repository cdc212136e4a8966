import { useState } from "preact/hooks";
import { type Identity, makeIdentity } from "../../keys/identity.ts";
import { settleIn } from "../../keys/recognise.ts";
import { actAs, actingAs, loadIdentities } from "../../keys/who.ts";
import { type Community, useCommunity } from "../../live/community.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Qr } from "../../parts/qr.tsx";
import { to } from "../../router/route.ts";
import { go } from "../../router/use-route.ts";
import { useRoomWords } from "../../words/room-words.ts";

interface Asking {
  readonly identity: Identity;
  readonly code: string;
}

async function ask(community: Community, person: number): Promise<Asking | string> {
  const about = { community: community.community, label: "", origin: "device" } as const;
  const made = await makeIdentity(about);
  if (!made.ok) return made.fault.sentence;
  const { deviceCode } = await import("../../live/joining.ts");
  const { pageForLink } = await import("../check/light.ts");
  const page = await pageForLink(community.chainId).catch(() => undefined);
  return { identity: made.value, code: await deviceCode(made.value, person, page) };
}

function Show({ community, asking }: { readonly community: Community; readonly asking: Asking }) {
  const words = useRoomWords().devices;
  const [not, setNot] = useState(false);
  const ready = async (): Promise<void> => {
    await loadIdentities(community.community);
    actAs(asking.identity);
    await settleIn(community.community);
    if (actingAs()?.person === undefined) setNot(true);
    else go(to(["home"]));
  };
  return (
    <>
      <p>{words.askLead}</p>
      <Qr text={asking.code.toUpperCase()} />
      <Copy label={words.askCode} text={asking.code} />
      <Button kind="go" onPress={() => void ready()}>
        {words.askReady}
      </Button>
      {not ? (
        <Notice kind="clay">
          <p>{words.askNot}</p>
        </Notice>
      ) : null}
    </>
  );
}

function Ask({ community }: { readonly community: Community }) {
  const words = useRoomWords().devices;
  const [text, setText] = useState("");
  const [asking, setAsking] = useState<Asking | string>();
  const person = Number(text);
  const whole = Number.isInteger(person) && person > 0;
  if (typeof asking === "object") return <Show community={community} asking={asking} />;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(community, person).then(setAsking);
      }}
    >
      <Field
        label={words.askWho}
        hint={words.askWhoHint}
        kind="number"
        value={text}
        onValue={setText}
        error={asking}
      />
      <Button kind="go" submit cannot={whole ? undefined : words.askWhoNeeded}>
        {words.askMake}
      </Button>
    </form>
  );
}

/** Adding this device to a person who already uses another one. */
export function SecondDevice() {
  const words = useRoomWords();
  const community = useCommunity();
  return (
    <Page title={words.devices.askTitle} back={{ href: to(["back"]), place: words.devices.open }}>
      <Section>{community === undefined ? null : <Ask community={community} />}</Section>
    </Page>
  );
}
