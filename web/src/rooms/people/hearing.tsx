import { useState } from "preact/hooks";
import { act, publish } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";

type Heard = NonNullable<Shown<"membership/person">["hearing"]>;

/** A text that somebody has published about it. */
export function Said({ hash }: { readonly hash: string }) {
  const text = useText(hash);
  return text.kind === "read" ? (
    <p dir="auto" class="plain">
      {text.content["body"] ?? ""}
    </p>
  ) : null;
}

/** Publishes what somebody writes, and sends its hash along. */
export function Writing({
  label,
  title,
  means,
  done,
  send,
}: {
  readonly label: string;
  readonly title: string;
  readonly means: string;
  readonly done: string;
  readonly send: (hash: string) => ReturnType<typeof act>;
}) {
  const words = useWords().growth;
  const [body, setBody] = useState("");
  const sending = useAct();
  const work = async () => {
    const text = await publish({ title: label, body }, { audience: "community", kind: "note" });
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
      <Outcome act={sending} done={done} />
    </div>
  );
}

/** What a member was told whom others want to exclude, and what they answer. */
export function Hearing({
  hearing,
  isMe,
  person,
}: {
  readonly hearing: Heard;
  readonly isMe: boolean;
  readonly person: number;
}) {
  const words = useWords().growth;
  const names = useNames();
  const isAnswered = !/^0*$/.test(hearing.answer);
  return (
    <Card title={words.hearing}>
      <p>{words.hearingHow}</p>
      <p class="soft small">
        {words.hearingSince(names.in(hearing.by))} <When at={hearing.at} />.
      </p>
      <Said hash={hearing.reason} />
      {isAnswered ? (
        <>
          <p>{words.hearingAnswered}</p>
          <Said hash={hearing.answer} />
        </>
      ) : null}
      {isMe ? (
        <Writing
          label={words.answer}
          title={words.answerTitle}
          means={words.answerMeans}
          done={words.answerDone}
          send={(answer) => act("membership/answer-hearing", { answer })}
        />
      ) : (
        <div>
          <ButtonLink href={to(["decide", "new", "exclusion"], { person: String(person) })}>
            {words.proposeExclusion}
          </ButtonLink>
        </div>
      )}
    </Card>
  );
}

/** Tells a member why everyone is to exclude them; folded away, since it is rare. */
export function CallHearing({ person }: { readonly person: number }) {
  const words = useWords().growth;
  const names = useNames();
  const name = names.in(person);
  return (
    <details>
      <summary>{words.call}</summary>
      <Writing
        label={words.call}
        title={words.callTitle(name)}
        means={words.callMeans}
        done={words.callDone(name)}
        send={(reason) => act("membership/call-hearing", { person, reason })}
      />
    </details>
  );
}
