import { signal } from "@preact/signals-core";
import type { SeenView } from "folkmoot/client/at-once";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { useWords } from "../words/language.ts";
import { Icon } from "./icon.tsx";
import { ProblemNotice } from "./notice.tsx";

/** What a page says about itself. */
export interface PageProps {
  readonly title: string;
  /** The line above the title: where in the federation this is. */
  readonly above?: ComponentChildren;
  /** The page that this one belongs to. */
  readonly back?: { readonly href: string; readonly place: string };
  /** The one sentence under the title. */
  readonly lead?: ComponentChildren;
  /** What stands beside the title: the main button, the ring. */
  readonly side?: ComponentChildren;
  readonly children?: ComponentChildren;
}

const landed = signal(false);

/** What stands at the end of every page. */
export const PageFoot = createContext<ComponentChildren>(null);

/**
 * One page: title, one sentence, then its cards.
 *
 * Why: after going somewhere the focus is on the title, so that it is heard; not on the first
 * page, where the browser already reads from the top.
 */
export function Page({ title, above, back, lead, side, children }: PageProps) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const foot = useContext(PageFoot);
  useEffect(() => {
    document.title = words.shell.title(title, words.shell.name);
  }, [title, words]);
  useEffect(() => {
    if (landed.value) heading.current?.focus({ preventScroll: true });
    landed.value = true;
    scrollTo({ top: 0 });
  }, []);
  return (
    <main id="page" class="page" tabIndex={-1}>
      <header class="page-head">
        {back === undefined ? null : (
          <a class="back" href={back.href} aria-label={words.parts.back(back.place)}>
            <Icon name="back" small />
            {back.place}
          </a>
        )}
        {above === undefined ? null : <p class="soft small">{above}</p>}
        <div class="row row-apart">
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h1>
          {side}
        </div>
        {lead === undefined ? null : <div class="lead">{lead}</div>}
      </header>
      {children}
      {foot}
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
  const words = useWords();
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
  return (
    <p class="soft" role="status">
      {words.parts.loading}
    </p>
  );
}
