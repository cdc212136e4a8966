import { useState } from "preact/hooks";
import { toHex } from "../../keys/encoding.ts";
import type { Identity } from "../../keys/identity.ts";
import { useWho } from "../../keys/who.ts";
import { act, sending } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card, Mark } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";
import { RecoveryFile } from "../join/recovery-file-form.tsx";

type Row = Shown<"identity/devices">[number];

function Device({ row, here }: { readonly row: Row; readonly here: boolean }) {
  const words = useWords().devices;
  const removing = useAct();
  const input = { device: row.device };
  const { cannot } = useRehearsal("identity/revoke-device", row.isLive ? input : undefined);
  return (
    <li class="stack stack-close">
      <div class="row row-apart">
        <div class="grow">
          <h3>
            {words.number(row.device + 1)}, {words.kinds[row.kind]}
          </h3>
          <p class="soft small">
            {words.since} <When at={row.since} />
          </p>
        </div>
        {here ? <Mark tone="moss">{words.thisOne}</Mark> : null}
        {row.isLive ? null : <Mark>{words.over}</Mark>}
      </div>
      {row.isLive ? (
        <div>
          <Confirm
            kind="quiet"
            label={words.remove}
            cannot={cannot}
            title={words.removeTitle}
            means={words.removeMeans}
            act={removing}
            work={() => act("identity/revoke-device", input)}
          />
        </div>
      ) : null}
      <Outcome act={removing} done={words.removed} />
    </li>
  );
}

function MakeFile({ identity }: { readonly identity: Identity }) {
  const words = useWords().devices;
  const names = useNames();
  const [seed] = useState(() => crypto.getRandomValues(new Uint8Array(32)));
  const adding = useAct();
  const name = names.of(identity.person ?? 0);
  const add = async () => {
    const { addRecovery } = await import("../../live/joining.ts");
    return sending(() => addRecovery(identity, seed));
  };
  return (
    <Card title={words.file}>
      <p>{words.fileLead}</p>
      <RecoveryFile
        recovery={{ community: identity.community, name, seed }}
        onSaved={() => void adding.run(add)}
      />
      <Outcome act={adding} done={words.fileMade} />
    </Card>
  );
}

const whole = /^[0-9a-f]{192}$/;

function AddDevice({ identity }: { readonly identity: Identity }) {
  const words = useWords().devices;
  const [code, setCode] = useState("");
  const adding = useAct();
  const trimmed = code.trim().toLowerCase();
  const add = async () => {
    const { addByCode } = await import("../../live/joining.ts");
    return sending(() => addByCode(identity, trimmed));
  };
  return (
    <Card title={words.addTitle}>
      <p>{words.addLead}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void adding.run(add);
        }}
      >
        <Field label={words.addCode} value={code} onValue={setCode} />
        <Button submit busy={adding.busy} cannot={whole.test(trimmed) ? undefined : words.addBad}>
          {words.addDo}
        </Button>
      </form>
      <Outcome act={adding} done={words.added} />
    </Card>
  );
}

function Mine({ identity, person }: { readonly identity: Identity; readonly person: number }) {
  const words = useWords().devices;
  const view = useView("identity/devices", { person });
  const key = toHex(identity.publicKey);
  return (
    <>
      <Showing view={view}>
        {(rows) => (
          <Card title={words.list}>
            <ul class="card-list">
              {rows.map((row) => (
                <Device key={row.device} row={row} here={row.key === key} />
              ))}
            </ul>
            <p class="soft small">{words.yourNumber(person)}</p>
          </Card>
        )}
      </Showing>
      <MakeFile identity={identity} />
      <AddDevice identity={identity} />
    </>
  );
}

/** With what a person signs, their way back, and a second device. */
export function Devices() {
  const words = useWords();
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
