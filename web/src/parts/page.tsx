import { signal } from "@preact/signals-core";
import type { SeenView } from "folkmoot/client/at-once";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { useWords } from "../words/language.ts";
import { Bones } from "./bones.tsx";
import { Icon } from "./icon.tsx";
import { ProblemNotice } from "./notice.tsx";

/** What a page says about itself. */
export interface PageProps {
  readonly title: string;
  /** What the title shows where it is more than its words: a number. */
  readonly heading?: ComponentChildren;
  /** The line above the title: the day, what this is a part of. */
  readonly above?: ComponentChildren;
  /** The page that this one belongs to. */
  readonly back?: { readonly href: string; readonly place: string };
  /** Who or what the page is about, before the title. */
  readonly face?: ComponentChildren;
  /** The one sentence under the title. */
  readonly lead?: ComponentChildren;
  /** What stands beside the title: a button, a mark. */
  readonly side?: ComponentChildren;
  /** What a desk has room for beside the page, and a phone shows after it. */
  readonly aside?: ComponentChildren;
  /** What stays at the thumb: the answers of a proposal. */
  readonly bar?: ComponentChildren;
  readonly children?: ComponentChildren;
}

const landed = signal(false);

/** What stands at the end of every page. */
export const PageFoot = createContext<ComponentChildren>(null);

function Head({ title, heading, above, back, face, lead, side }: PageProps) {
  const words = useWords();
  const shown = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = words.shell.title(title, words.shell.name);
  }, [title, words]);
  useEffect(() => {
    if (landed.value) shown.current?.focus({ preventScroll: true });
    landed.value = true;
    scrollTo({ top: 0 });
  }, []);
  return (
    <header class="page-head">
      {back === undefined ? null : (
        <a class="back" href={back.href} aria-label={words.parts.back(back.place)}>
          <Icon name="back" small />
          {back.place}
        </a>
      )}
      {above === undefined ? null : <p class="soft small">{above}</p>}
      <div class="row row-apart">
        {face}
        <div class="grow page-title">
          <h1 ref={shown} tabIndex={-1} dir="auto">
            {heading ?? title}
          </h1>
          {lead === undefined || face === undefined ? null : <div class="soft">{lead}</div>}
        </div>
        {side}
      </div>
      {lead === undefined || face !== undefined ? null : <div class="soft">{lead}</div>}
    </header>
  );
}

/**
 * One page: a title, a sentence, then its parts.
 *
 * Why: after going somewhere the focus is on the title, so that it is heard; not on the first
 * page, where the browser already reads from the top.
 */
export function Page(props: PageProps) {
  const { aside, bar, children } = props;
  const foot = useContext(PageFoot);
  return (
    <main id="page" class={`page${aside === undefined ? "" : " page-wide"}`} tabIndex={-1}>
      <Head {...props} />
      <div class="page-main">
        {children}
        {aside === undefined ? foot : null}
        {bar}
      </div>
      {aside === undefined ? null : (
        <div class="page-side">
          {aside}
          {foot}
        </div>
      )}
    </main>
  );
}

/** What a page shows of a view: its data, or that it is being read, or what went wrong. */
export function Showing<Value>({
  view,
  children,
}: {
  readonly view: SeenView<Value> & { readonly reload: () => void };
  readonly children: (data: Value) => ComponentChildren;
}) {
  const { data, problem } = view;
  if (data !== undefined) {
    return (
      <>
        {problem !== undefined && problem.code !== "offline" ? (
          <ProblemNotice problem={problem} onRetry={view.reload} />
        ) : null}
        {children(data)}
      </>
    );
  }
  if (problem !== undefined) return <ProblemNotice problem={problem} onRetry={view.reload} />;
  return <Bones />;
}
