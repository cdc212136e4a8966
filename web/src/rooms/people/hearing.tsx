import { act } from "../../live/act.ts";
import { useNames } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Said, Writing } from "./writing.tsx";

type Heard = NonNullable<Shown<"membership/person">["hearing"]>;

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
  const words = useRoomWords().growth;
  const names = useNames();
  const isAnswered = !/^0*$/.test(hearing.answer);
  return (
    <Section title={words.hearing}>
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
          kind="answer"
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
    </Section>
  );
}

/** Tells a member why everyone is to exclude them; folded away, since it is rare. */
export function CallHearing({ person }: { readonly person: number }) {
  const words = useRoomWords().growth;
  const names = useNames();
  const name = names.in(person);
  return (
    <More title={words.call}>
      <Writing
        kind="reason"
        label={words.call}
        title={words.callTitle(name)}
        means={words.callMeans}
        done={words.callDone(name)}
        send={(reason) => act("membership/call-hearing", { person, reason })}
      />
    </More>
  );
}
