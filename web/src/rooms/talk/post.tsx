import type { RowOf } from "folkmoot/client";
import { useNames, useText } from "../../live/use-texts.ts";
import { Markdown } from "../../parts/markdown.tsx";
import { PersonName, When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** A post as the law shows it. */
export type PostRow = RowOf<"conversation/thread">;

/** Letters of a quoted post that are shown. */
const QUOTED = 200;

/** The words of a post, or why there are none. */
function Words({ post }: { readonly post: PostRow }) {
  const words = useRoomWords().talk;
  const text = useText(post.isTakenBack ? undefined : post.text);
  if (post.isTakenBack) return <p class="soft">{words.takenBack}</p>;
  if (text.kind === "read") return <Markdown text={text.content["body"] ?? ""} />;
  return text.kind === "closed" ? <p class="soft">{words.unreadable}</p> : null;
}

/** What a post quotes, in short; only its number where that is on another page. */
function Quoted({
  number,
  quoted,
}: {
  readonly number: number;
  readonly quoted: PostRow | undefined;
}) {
  const words = useRoomWords().talk;
  const names = useNames();
  const text = useText(quoted?.isTakenBack ? undefined : quoted?.text);
  if (quoted === undefined) return <p class="soft small">{words.quotedEarlier(number)}</p>;
  const body = text.kind === "read" ? (text.content["body"] ?? "") : words.quotedGone;
  return (
    <blockquote class="soft small">
      {words.quotes(names.in(quoted.author))}{" "}
      <span dir="auto">{body.length > QUOTED ? `${body.slice(0, QUOTED)}…` : body}</span>
    </blockquote>
  );
}

/** One post: who, when, what it quotes, and its words. */
export function Post({
  post,
  quoted,
  isApart,
}: {
  readonly post: PostRow;
  readonly quoted: PostRow | undefined;
  /** Whether what it answers is on another page. */
  readonly isApart: boolean;
}) {
  const words = useRoomWords().talk;
  const names = useNames();
  return (
    <article class="stack stack-close">
      <p class="small">
        <PersonName name={names.of(post.author)} href={to(["people", post.author])} />{" "}
        <span class="soft">
          <When at={post.at} />
          {post.edits === 0 ? null : (
            <>
              , {words.edited} <When at={post.editedAt} />
            </>
          )}
        </span>
      </p>
      {isApart ? <p class="soft small">{words.answersEarlier(post.replyTo)}</p> : null}
      {post.quote === 0 ? null : <Quoted number={post.quote} quoted={quoted} />}
      <Words post={post} />
    </article>
  );
}
