import { useState } from "preact/hooks";
import type { Community } from "../../live/community.ts";
import { useView } from "../../live/use-view.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { type Joined, join } from "./joining-in.ts";
import { RecoveryFile } from "./recovery-file-form.tsx";

function Name({ onName }: { readonly onName: (name: string) => void }) {
  const words = useRoomWords();
  const [name, setName] = useState("");
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onName(name.trim());
      }}
    >
      <Field
        label={words.join.name}
        hint={words.join.nameHint}
        value={name}
        onValue={setName}
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
  community,
  name,
  onDone,
}: {
  readonly community: Community;
  readonly name: string;
  readonly onDone: (seed: Uint8Array | undefined) => void;
}) {
  const words = useRoomWords().join;
  const [seed] = useState(() => crypto.getRandomValues(new Uint8Array(32)));
  const [saved, setSaved] = useState(false);
  return (
    <Card title={words.fileTitle}>
      <p>{words.fileLead}</p>
      <RecoveryFile
        recovery={{ community: community.community, name, seed }}
        onSaved={() => setSaved(true)}
      />
      {saved ? (
        <Button kind="go" onPress={() => onDone(seed)}>
          {words.ask}
        </Button>
      ) : (
        <>
          <p class="soft small">{words.laterWarning}</p>
          <Button kind="quiet" onPress={() => onDone(undefined)}>
            {words.later}
          </Button>
        </>
      )}
    </Card>
  );
}

function Done({ joined, name }: { readonly joined: Joined; readonly name: string }) {
  const words = useRoomWords().join;
  const shown = useView("membership/person", { person: joined.person }).data;
  return (
    <Page title={words.doneTitle} lead={words.doneLead(name)}>
      {joined.named ? null : (
        <Notice kind="clay">
          <p>{words.nameFailed}</p>
        </Notice>
      )}
      <Card title={words.doneWho}>
        {shown === undefined ? null : (
          <>
            <p>{words.doneWhoHow(shown.admission.needed)}</p>
            <p class="soft small">{shown.admission.sentence}</p>
          </>
        )}
      </Card>
      <div>
        <ButtonLink kind="go" href={to(["home"])}>
          {words.home}
        </ButtonLink>
      </div>
    </Page>
  );
}

type Stage =
  | { readonly at: "name" }
  | { readonly at: "file"; readonly name: string }
  | { readonly at: "asking" }
  | { readonly at: "done"; readonly name: string; readonly joined: Joined };

/** Joining, one thing at a time: a name, the way back, then asking to join. */
export function JoinSteps({
  community,
  invitation,
  secret,
}: {
  readonly community: Community;
  readonly invitation: number;
  readonly secret: Uint8Array;
}) {
  const words = useRoomWords().join;
  const [stage, setStage] = useState<Stage>({ at: "name" });
  const [fault, setFault] = useState<string>();
  const ask = async (name: string, recovery: Uint8Array | undefined): Promise<void> => {
    setStage({ at: "asking" });
    const joined = await join({
      community: community.community,
      invitation,
      secret,
      recovery,
      name,
    });
    if (joined.ok) return setStage({ at: "done", name, joined: joined.value });
    setFault(joined.sentence);
    setStage({ at: "name" });
  };
  if (stage.at === "done") return <Done joined={stage.joined} name={stage.name} />;
  return (
    <Page title={words.title(community.name)}>
      {fault === undefined ? null : (
        <Notice kind="clay">
          <p>{fault}</p>
        </Notice>
      )}
      {stage.at === "name" ? (
        <Card>
          <Name onName={(name) => setStage({ at: "file", name })} />
        </Card>
      ) : null}
      {stage.at === "file" ? (
        <WayBack
          community={community}
          name={stage.name}
          onDone={(seed) => void ask(stage.name, seed)}
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
