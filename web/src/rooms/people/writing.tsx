import { useState } from "preact/hooks";
import { type act, publish } from "../../live/act.ts";
import { type Act, useAct } from "../../live/use-act.ts";
import { useText } from "../../live/use-texts.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/** What somebody has written, where it can be read. */
export function Said({ hash }: { readonly hash: string }) {
  const text = useText(hash);
  return text.kind === "read" ? (
    <p dir="auto" class="plain">
      {text.content["body"] ?? ""}
    </p>
  ) : null;
}

/**
 * Publishes what somebody writes, and sends its hash along.
 *
 * Why `sending` may be given: where this goes away once it is done, anyone who stays says what came of it.
 */
export function Writing({
  kind = "note",
  label,
  title,
  means,
  done,
  sending: given,
  send,
}: {
  readonly kind?: "reason" | "answer" | "note";
  readonly label: string;
  readonly title: string;
  readonly means: string;
  readonly done?: string;
  readonly sending?: Act;
  readonly send: (hash: string) => ReturnType<typeof act>;
}) {
  const words = useRoomWords().growth;
  const [body, setBody] = useState("");
  const own = useAct();
  const sending = given ?? own;
  const work = async () => {
    const text = await publish({ title: label, body }, { audience: "community", kind });
    return text.ok ? send(text.value) : text;
  };
  return (
    <div class="stack stack-close">
      <Field
        label={words.hearingText}
        kind="long"
        value={body}
        onValue={setBody}
        limit={5000}
        readBy="community"
      />
      <div>
        <Confirm
          label={label}
          cannot={body.trim() === "" ? words.hearingTextNeeded : undefined}
          title={title}
          means={means}
          act={sending}
          work={work}
        />
      </div>
      {given === undefined ? <Outcome act={own} done={done} /> : null}
    </div>
  );
}
