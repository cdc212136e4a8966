import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/** Asks for a recovery file and its passphrase. */
export function FileForm({
  label,
  onFile,
}: {
  readonly label: string;
  readonly onFile: (text: string, phrase: string) => Promise<void>;
}) {
  const words = useRoomWords().devices;
  const [file, setFile] = useState<File>();
  const [phrase, setPhrase] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (file === undefined) return;
    setBusy(true);
    await onFile(await file.text(), phrase);
    setBusy(false);
  };
  return (
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
        {label}
      </Button>
    </form>
  );
}
