import type { QueryOf } from "folkmoot/client";
import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { act, actWithText } from "../../live/act.ts";
import { type Act, useAct } from "../../live/use-act.ts";
import { usePages } from "../../live/use-pages.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Composer } from "./composer.tsx";
import { groupsOf } from "./grouped.ts";
import { useHasTalk } from "./has-talk.ts";
import { Post, type PostRow } from "./post.tsx";

/** What a thread is about. */
type Subject = Pick<QueryOf<"conversation/thread">, "about" | "number">;

/** What somebody is writing: a post, an answer, a quote, or other words for a post of theirs. */
type Pen =
  | { readonly kind: "answer" | "quote"; readonly to: PostRow }
  | { readonly kind: "change"; readonly to: PostRow };

/** What people say about something, in the order of the record, and a place to write; nothing before the law has it. */
export function Thread(subject: Subject) {
  return useHasTalk() ? <Shown {...subject} /> : null;
}

function Shown({ about, number }: Subject) {
  const words = useRoomWords();
  const { person = 0 } = useViewer();
  const query = { about, number, person };
  const head = useView("conversation/thread", { ...query, after: 0 }).data;
  const { rows = [], more } = usePages("conversation/thread", query);
  const [pen, setPen] = useState<Pen>();
  const doing = useAct();
  const done = useDone(doing);
  if (head === undefined) return null;
  const byNumber = new Map(rows.map((row) => [row.post, row]));
  const mayWrite = head.refusal === null;
  const entry = (row: PostRow, isUnder: boolean) => (
    <>
      <Post post={row} quoted={byNumber.get(row.quote)} isApart={!isUnder && row.replyTo !== 0} />
      {pen?.to.post === row.post ? (
        <PenFor
          subject={{ about, number }}
          pen={pen}
          act={doing}
          onDone={() => setPen(undefined)}
        />
      ) : (
        <Deeds
          subject={{ about, number }}
          row={row}
          mayWrite={mayWrite}
          act={doing}
          onPen={setPen}
        />
      )}
    </>
  );
  return (
    <Section
      title={words.talk.title}
      side={<span class="soft small">{words.talk.posts(head.posts)}</span>}
    >
      {head.posts === 0 ? <Empty sentence={words.talk.none} /> : null}
      <ol class="rows">
        {groupsOf(rows).map(({ first, answers }) => (
          <li key={first.post} class="stack stack-close">
            {entry(first, false)}
            {answers.length === 0 ? null : (
              <ol class="stack stack-close answers">
                {answers.map((answer) => (
                  <li key={answer.post} class="stack stack-close">
                    {entry(answer, true)}
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      <MoreButton more={more} />
      <Outcome act={doing} done={done} />
      {mayWrite && pen === undefined ? (
        <Composer
          label={words.talk.write}
          send={words.talk.post}
          act={doing}
          work={(body, audience) => say({ about, number }, body, { audience })}
        />
      ) : null}
      <Closed isOver={head.isOver} refusal={head.refusal} />
    </Section>
  );
}

const DONE = {
  "conversation/post": "posted",
  "conversation/edit": "changed",
  "conversation/take-back": "gone",
} as const;

/** What was done last in a thread, in a sentence; the receipt says which of the three it was. */
function useDone({ doing }: Act): string {
  const words = useRoomWords().talk;
  const type = doing.stage === "done" ? doing.receipt.type : undefined;
  return type !== undefined && type in DONE ? words[DONE[type as keyof typeof DONE]] : "";
}

function Closed({
  isOver,
  refusal,
}: {
  readonly isOver: boolean;
  readonly refusal: { readonly sentence: string; readonly remedy: string } | null;
}) {
  const words = useRoomWords().live;
  const { over } = useRoomWords().talk;
  if (refusal === null) return null;
  return <p class="soft">{isOver ? over : words.refusal(refusal.sentence, refusal.remedy)}</p>;
}

/** Publishes and posts in one action. */
function say(
  subject: Subject,
  body: string,
  more: { readonly audience: "public" | "community"; readonly replyTo?: number; quote?: number },
) {
  const place = { replyTo: 0, quote: 0, ...more };
  return actWithText("conversation/post", { body }, (text) => ({ ...subject, ...place, ...text }));
}

/** What can be done with a post: answered and quoted by all who write here, changed and taken back by its author. */
function Deeds({
  subject,
  row,
  mayWrite,
  act: doing,
  onPen,
}: {
  readonly subject: Subject;
  readonly row: PostRow;
  readonly mayWrite: boolean;
  readonly act: Act;
  readonly onPen: (pen: Pen) => void;
}) {
  const words = useRoomWords().talk;
  const { person } = useViewer();
  if (row.isTakenBack) return null;
  const isMine = row.author === person;
  return (
    <div class="row">
      {mayWrite ? (
        <>
          {row.replyTo === 0 ? (
            <Button kind="quiet" onPress={() => onPen({ kind: "answer", to: row })}>
              {words.answer}
            </Button>
          ) : null}
          <Button kind="quiet" onPress={() => onPen({ kind: "quote", to: row })}>
            {words.quote}
          </Button>
        </>
      ) : null}
      {isMine && mayWrite ? (
        <Button kind="quiet" onPress={() => onPen({ kind: "change", to: row })}>
          {words.edit}
        </Button>
      ) : null}
      {isMine ? (
        <Confirm
          kind="quiet"
          label={words.takeBack}
          title={words.takeBackTitle}
          means={words.takeBackMeans}
          act={doing}
          work={() => act("conversation/take-back", { ...subject, post: row.post })}
        />
      ) : null}
    </div>
  );
}

/** Where an answer, a quote or a change is written, right under the post that it is about. */
function PenFor({
  subject,
  pen,
  act: doing,
  onDone,
}: {
  readonly subject: Subject;
  readonly pen: Pen;
  readonly act: Act;
  readonly onDone: () => void;
}) {
  const words = useRoomWords().talk;
  const names = useNames();
  const { kind, to } = pen;
  const text = useText(to.text);
  const name = names.in(to.author);
  const before = kind === "change" && text.kind === "read" ? (text.content["body"] ?? "") : "";
  const label = { answer: words.answerTo(name), quote: words.quoting(name), change: words.change };
  const work = async (body: string, audience: "public" | "community") => {
    const { post, replyTo } = to;
    const done =
      kind === "change"
        ? await actWithText("conversation/edit", { body }, (text) => ({
            ...subject,
            post,
            ...text,
          }))
        : await say(subject, body, {
            audience,
            replyTo: kind === "answer" ? post : replyTo,
            quote: kind === "quote" ? post : 0,
          });
    if (done.ok) onDone();
    return done;
  };
  return (
    <Composer
      label={label[kind]}
      hint={kind === "change" ? words.changeHow : undefined}
      send={kind === "change" ? words.keep : words.post}
      begin={before}
      readers={kind === "change" ? (to.audience ?? "community") : undefined}
      act={doing}
      work={work}
      onLeave={onDone}
    />
  );
}
