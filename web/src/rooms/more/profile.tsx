import type { Content } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { act, publish } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useProfiles } from "../../live/use-profiles.ts";
import { useText } from "../../live/use-texts.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

type Audience = "community" | "public";

async function save(content: Content, audience: Audience) {
  const text = await publish(content, { audience, kind: "profile" });
  return text.ok ? act("records/set-profile", { text: text.value }) : text;
}

interface FormProps {
  readonly first: Content;
  readonly audience: Audience;
}

function Form({ first, audience }: FormProps) {
  const words = useRoomWords();
  // What is known may arrive late or again; it never replaces what the person has typed.
  const [typedName, setName] = useState<string>();
  const [typedAbout, setAbout] = useState<string>();
  const [chosen, setReaders] = useState<Audience>();
  const name = typedName ?? first["name"] ?? "";
  const about = typedAbout ?? first["about"] ?? "";
  const readers = chosen ?? audience;
  const saving = useAct();
  return (
    <Section>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const content = { name: name.trim(), about: about.trim() };
          void saving.run(() => save(content, readers));
        }}
      >
        <Field
          label={words.profile.name}
          value={name}
          onValue={setName}
          limit={80}
          required
          readBy={readers}
          autocomplete="name"
        />
        <Field
          label={words.profile.about}
          hint={words.profile.aboutHint}
          kind="long"
          value={about}
          onValue={setAbout}
          limit={2000}
          readBy={readers}
        />
        <Choice
          label={words.profile.audience}
          value={readers}
          onValue={setReaders}
          options={[
            { value: "community", label: words.profile.audiences.community },
            { value: "public", label: words.profile.audiences.public },
          ]}
        />
        <Button
          kind="go"
          submit
          busy={saving.busy}
          cannot={name.trim() === "" ? words.join.nameNeeded : undefined}
        >
          {words.profile.save}
        </Button>
        <Outcome act={saving} done={words.profile.saved} />
      </form>
    </Section>
  );
}

/** Your name, what you say about yourself, and who can read it. */
export function Profile() {
  const words = useRoomWords();
  const { person } = useViewer();
  const profileOf = useProfiles();
  const mine = person === undefined ? undefined : profileOf(person);
  const text = useText(mine?.text);
  return (
    <Page
      title={words.profile.title}
      lead={words.profile.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      {person === undefined ? <p class="soft">{words.live.noKey}</p> : null}
      {person !== undefined && mine !== undefined ? (
        <Form
          key={person}
          first={text.kind === "read" ? text.content : {}}
          audience={mine?.audience ?? "community"}
        />
      ) : null}
    </Page>
  );
}
