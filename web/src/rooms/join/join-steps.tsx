import { useEffect, useState } from "preact/hooks";
import type { Community } from "../../live/community.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import {
  dropDraft,
  keepDraft,
  keepRecovery,
  keptRecovery,
  readDraft,
  type SavedRecovery,
} from "./draft.ts";
import { Joined } from "./joined.tsx";
import { type Joined as HasJoined, join } from "./joining-in.ts";
import { RecoveryFile } from "./recovery-file-form.tsx";

function Name({
  name,
  onType,
  onName,
}: {
  readonly name: string;
  readonly onType: (name: string) => void;
  readonly onName: () => void;
}) {
  const words = useRoomWords();
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onName();
      }}
    >
      <Field
        label={words.join.name}
        hint={words.join.nameHint}
        value={name}
        onValue={onType}
        limit={80}
        required
        autocomplete="name"
        readBy="community"
      />
      <Button kind="go" submit cannot={name.trim() === "" ? words.join.nameNeeded : undefined}>
        {words.join.next}
      </Button>
    </form>
  );
}

function WayBack({
  id,
  community,
  name,
  onDone,
}: {
  readonly id: string;
  readonly community: Community;
  readonly name: string;
  readonly onDone: (recovery: SavedRecovery | undefined) => void;
}) {
  const words = useRoomWords().join;
  const [seed] = useState(() => crypto.getRandomValues(new Uint8Array(32)));
  const [saved, setSaved] = useState<SavedRecovery>();
  const [before, setBefore] = useState<SavedRecovery>();
  useEffect(() => {
    void keptRecovery(id).then(setBefore);
  }, [id]);
  const recovery = saved ?? before;
  return (
    <Section title={words.fileTitle}>
      <p>{before === undefined ? words.fileLead : words.savedBefore}</p>
      {before === undefined ? (
        <RecoveryFile
          recovery={{ community: community.community, name, seed }}
          onSaved={() => void keepRecovery(id, seed).then(setSaved)}
        />
      ) : null}
      {recovery === undefined ? (
        <>
          <p class="soft small">{words.laterWarning}</p>
          <Button kind="quiet" onPress={() => onDone(undefined)}>
            {words.later}
          </Button>
        </>
      ) : (
        <Button kind="go" onPress={() => onDone(recovery)}>
          {words.ask}
        </Button>
      )}
    </Section>
  );
}

type Stage =
  | { readonly at: "name" }
  | { readonly at: "file" }
  | { readonly at: "asking" }
  | { readonly at: "done"; readonly joined: HasJoined };

/** Joining, one thing at a time: a name, the way back, then asking to join; a reload loses nothing. */
export function JoinSteps({
  community,
  invitation,
  secret,
  onAsk,
}: {
  readonly community: Community;
  readonly invitation: number;
  readonly secret: Uint8Array;
  /** Called when this device asks to join. */
  readonly onAsk: () => void;
}) {
  const words = useRoomWords().join;
  const id = String(invitation);
  const recoveryId = `${community.community}-${invitation}`;
  const [draft] = useState(() => readDraft(id));
  const [typed, setTyped] = useState(draft.name);
  const [stage, setStage] = useState<Stage>({ at: draft.isNamed ? "file" : "name" });
  const [fault, setFault] = useState<string>();
  const name = typed.trim();
  const type = (text: string): void => {
    setTyped(text);
    keepDraft(id, { name: text, isNamed: false });
  };
  const goOn = (): void => {
    keepDraft(id, { name, isNamed: true });
    setStage({ at: "file" });
  };
  const ask = async (recovery: SavedRecovery | undefined): Promise<void> => {
    onAsk();
    setStage({ at: "asking" });
    const about = { community: community.community, invitation, secret };
    const joined = await join({ ...about, recovery, name });
    if (!joined.ok) {
      setFault(joined.sentence);
      return setStage({ at: "name" });
    }
    setStage({ at: "done", joined: joined.value });
    await dropDraft(id, recoveryId);
  };
  if (stage.at === "done") return <Joined joined={stage.joined} name={name} />;
  return (
    <Page title={words.title(community.name)} above={words.step(stage.at === "name" ? 1 : 2)}>
      {fault === undefined ? null : (
        <Notice kind="clay">
          <p>{fault}</p>
        </Notice>
      )}
      {stage.at === "name" ? (
        <Section>
          <Name name={typed} onType={type} onName={goOn} />
        </Section>
      ) : null}
      {stage.at === "file" ? (
        <WayBack
          id={recoveryId}
          community={community}
          name={name}
          onDone={(recovery) => void ask(recovery)}
        />
      ) : null}
      {stage.at === "asking" ? (
        <p class="soft" role="status">
          {words.asking}
        </p>
      ) : null}
    </Page>
  );
}
