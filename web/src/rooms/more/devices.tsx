import { type DeviceCode, readDeviceCode } from "folkmoot/client";
import { useState } from "preact/hooks";
import type { Identity } from "../../keys/identity.ts";
import { useWho } from "../../keys/who.ts";
import { sending } from "../../live/act.ts";
import { handOf } from "../../live/key-hand.ts";
import { useAct } from "../../live/use-act.ts";
import { useNames } from "../../live/use-texts.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page } from "../../parts/page.tsx";
import { Scan } from "../../parts/scan.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { RecoveryFile } from "../join/recovery-file-form.tsx";
import { KeyList } from "./keys/key-list.tsx";

function MakeFile({ identity }: { readonly identity: Identity }) {
  const words = useRoomWords().devices;
  const names = useNames();
  const [seed] = useState(() => crypto.getRandomValues(new Uint8Array(32)));
  const adding = useAct();
  const name = names.of(identity.person ?? 0);
  const add = async () => {
    const { addRecovery } = await import("../../live/joining.ts");
    return sending(() => addRecovery(identity, seed));
  };
  return (
    <Section title={words.file}>
      <p>{words.fileLead}</p>
      <RecoveryFile
        recovery={{ community: identity.community, name, seed }}
        onSaved={() => void adding.run(add)}
      />
      <Outcome act={adding} done={words.fileMade} />
    </Section>
  );
}

/**
 * Compares the page in a device's code with what this one has verified.
 *
 * Why before it is added: where the two were shown two histories, the alarm opens and nothing is signed.
 */
async function isShownAlike({ community }: Identity, { page }: DeviceCode): Promise<boolean> {
  if (page === undefined) return true;
  const { compareByHand } = await import("../check/light.ts");
  const { kind } = await compareByHand(`folk-${community.slice(0, 40)}`, page);
  return kind !== "elsewhere";
}

function AddDevice({ identity }: { readonly identity: Identity }) {
  const words = useRoomWords().devices;
  const [code, setCode] = useState("");
  const adding = useAct();
  const read = readDeviceCode(code);
  const add = async (whole: DeviceCode): Promise<void> => {
    if (!(await isShownAlike(identity, whole))) return;
    const { addByCode } = await import("../../live/joining.ts");
    await adding.run(() => sending(() => addByCode(identity, whole)));
  };
  return (
    <Section title={words.addTitle}>
      <p>{words.addLead}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (read !== undefined) void add(read);
        }}
      >
        <Scan onText={(scanned) => setCode(scanned.toLowerCase())} />
        <Field label={words.addCode} value={code} onValue={setCode} />
        <Button submit busy={adding.busy} cannot={read === undefined ? words.addBad : undefined}>
          {words.addDo}
        </Button>
      </form>
      <Outcome act={adding} done={words.added} />
    </Section>
  );
}

function Mine({ identity, person }: { readonly identity: Identity; readonly person: number }) {
  return (
    <>
      <KeyList hand={handOf(identity, person)} />
      <MakeFile identity={identity} />
      <AddDevice identity={identity} />
    </>
  );
}

/** With what a person signs, their way back, and a second device. */
export function Devices() {
  const words = useRoomWords();
  const { acting } = useWho();
  return (
    <Page
      title={words.devices.title}
      lead={words.devices.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      {acting?.person === undefined ? (
        <p class="soft">{words.live.noKey}</p>
      ) : (
        <Mine key={acting.id} identity={acting} person={acting.person} />
      )}
    </Page>
  );
}
