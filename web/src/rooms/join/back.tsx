import { useState } from "preact/hooks";
import { forgetIdentity, makeIdentity, namePerson } from "../../keys/identity.ts";
import { openRecoveryFile } from "../../keys/recovery-file.ts";
import { actAs, loadIdentities } from "../../keys/who.ts";
import { sending } from "../../live/act.ts";
import { type Community, useCommunity } from "../../live/community.ts";
import { request } from "../../live/request.ts";
import { type Dated, viewPath } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { currentWords, useWords } from "../../words/language.ts";

type Returned =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly sentence: string };

async function personOf(seed: Uint8Array): Promise<number | undefined> {
  const { publicHex } = await import("../../live/joining.ts");
  const path = viewPath("identity/signer", { key: publicHex(seed) });
  const answer = await request<Dated<{ readonly person: number }>>(path);
  return answer.kind === "value" ? answer.value.value.person : undefined;
}

async function comeBackWith(community: Community, text: string, phrase: string): Promise<Returned> {
  const opened = await openRecoveryFile(text, phrase === "" ? undefined : phrase);
  if (!opened.ok) return { ok: false, sentence: opened.fault.sentence };
  const { seed, name } = opened.value;
  const words = currentWords().keys;
  if (opened.value.community !== community.community)
    return { ok: false, sentence: words.fileOther };
  const person = await personOf(seed);
  if (person === undefined) return { ok: false, sentence: words.fileUnknown };
  const about = { community: community.community, label: name, origin: "recovered" } as const;
  const made = await makeIdentity(about);
  if (!made.ok) return { ok: false, sentence: made.fault.sentence };
  const { comeBack } = await import("../../live/joining.ts");
  const acted = await sending(() => comeBack(made.value, seed, person));
  if (!acted.ok) {
    await forgetIdentity(made.value);
    return { ok: false, sentence: acted.problem.sentence };
  }
  const named = await namePerson(made.value, person, name);
  await loadIdentities(community.community);
  actAs(named.ok ? named.value : made.value);
  return { ok: true, name };
}

function Form({ community }: { readonly community: Community }) {
  const words = useWords().devices;
  const [file, setFile] = useState<File>();
  const [phrase, setPhrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [returned, setReturned] = useState<Returned>();
  const send = async (): Promise<void> => {
    if (file === undefined) return;
    setBusy(true);
    setReturned(await comeBackWith(community, await file.text(), phrase));
    setBusy(false);
  };
  return (
    <Card>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="field">
          <label for="recovery-file">{words.openFile}</label>
          <input
            id="recovery-file"
            class="input"
            type="file"
            accept=".json,application/json"
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        </div>
        <Field
          label={words.openPhrase}
          kind="password"
          value={phrase}
          onValue={setPhrase}
          autocomplete="current-password"
          readBy="device"
        />
        <Button
          kind="go"
          submit
          busy={busy}
          cannot={file === undefined ? words.openChoose : undefined}
        >
          {words.openDo}
        </Button>
      </form>
      {returned === undefined ? null : (
        <Notice kind={returned.ok ? "moss" : "clay"}>
          <p>{returned.ok ? words.back(returned.name) : returned.sentence}</p>
        </Notice>
      )}
    </Card>
  );
}

/** Coming back with a recovery file. */
export function Back() {
  const words = useWords();
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
    </Page>
  );
}
