import { type Recovery, writeRecoveryFile } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { useRoomWords } from "../../words/room-words.ts";

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The newest page that this device has verified; a file is saved without one where there is none. */
async function pageFor({ community }: Recovery): Promise<string | undefined> {
  const { pageForLink } = await import("../check/light.ts");
  return pageForLink(`folk-${community.slice(0, 40)}`).catch(() => undefined);
}

/** Saves a recovery file, with a passphrase if the person chooses one. */
export function RecoveryFile({
  recovery,
  onSaved,
}: {
  readonly recovery: Recovery;
  readonly onSaved: () => void;
}) {
  const words = useRoomWords();
  const [phrase, setPhrase] = useState("");
  const [fault, setFault] = useState<string>();
  const [saved, setSaved] = useState(false);
  const save = async (): Promise<void> => {
    const page = await pageFor(recovery);
    const carried = page === undefined ? recovery : { ...recovery, page };
    const file = await writeRecoveryFile(carried, phrase === "" ? undefined : phrase);
    if (!file.ok) return setFault(words.keys[file.reason]);
    setFault(undefined);
    download(file.value, words.keys.fileName(recovery.community.slice(0, 8)));
    setSaved(true);
    onSaved();
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={words.join.phrase}
        hint={words.join.phraseHint}
        kind="password"
        value={phrase}
        onValue={setPhrase}
        error={fault}
        autocomplete="new-password"
        readBy="device"
      />
      <Button submit kind={saved ? "plain" : "go"}>
        {words.join.save}
      </Button>
      <p role="status" class="soft small outcome">
        {saved ? words.join.saved : ""}
      </p>
    </form>
  );
}
