import type { Acknowledged } from "folkmoot/client";
import { useState } from "preact/hooks";
import type { Acted } from "../../live/act.ts";
import type { Act } from "../../live/use-act.ts";
import { Button } from "../../parts/button.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import type { Audience } from "../../parts/readers.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/** Who will read a post. */
export type Readership = "community" | "public";

/** Where somebody writes what they say, and chooses who reads it. */
export function Composer({
  label,
  hint,
  send,
  begin = "",
  readers,
  readBy,
  limit = 4000,
  act,
  work,
  onLeave,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly send: string;
  /** What it said before. */
  readonly begin?: string;
  /** Who reads it, where that is settled. */
  readonly readers?: Readership | undefined;
  /** What the field says of who reads it, where that is more than who. */
  readonly readBy?: Audience;
  /** Letters at most. */
  readonly limit?: number;
  readonly act: Act;
  readonly work: (body: string, audience: Readership) => Promise<Acted<Acknowledged>>;
  readonly onLeave?: (() => void) | undefined;
}) {
  const words = useRoomWords().talk;
  const [body, setBody] = useState(begin);
  const [chosen, setChosen] = useState<Readership>("community");
  const audience = readers ?? chosen;
  const go = async (): Promise<void> => {
    const receipt = await act.run(() => work(body.trim(), audience));
    if (receipt !== undefined) setBody("");
  };
  return (
    <div class="stack stack-close">
      <Field
        label={label}
        hint={hint}
        kind="long"
        value={body}
        onValue={setBody}
        limit={limit}
        readBy={readBy ?? audience}
      />
      {readers !== undefined ? null : (
        <Choice
          label={words.readers}
          options={[
            { value: "community", label: words.members },
            { value: "public", label: words.anybody },
          ]}
          value={chosen}
          onValue={setChosen}
        />
      )}
      <div class="row">
        <Button
          busy={act.busy}
          cannot={body.trim() === "" ? words.empty : undefined}
          onPress={() => void go()}
        >
          {send}
        </Button>
        {onLeave === undefined ? null : (
          <Button kind="quiet" onPress={onLeave}>
            {words.never}
          </Button>
        )}
      </div>
    </div>
  );
}
