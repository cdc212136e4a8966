import type { ComponentChildren } from "preact";
import type { Problem } from "../live/problem.ts";
import { useWords } from "../words/language.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** Something to know, said once and heard at once. */
export function Notice({
  kind = "moss",
  children,
}: {
  readonly kind?: "moss" | "clay";
  readonly children: ComponentChildren;
}) {
  return (
    <div class={`notice${kind === "clay" ? " notice-clay" : ""}`} role="status">
      <Icon name={kind === "clay" ? "look" : "done"} />
      <div class="stack stack-close grow">{children}</div>
    </div>
  );
}

/** What went wrong, what the person can do, and a way to try again where that may help. */
export function ProblemNotice({
  problem,
  onRetry,
}: {
  readonly problem: Problem;
  readonly onRetry?: () => void;
}) {
  const words = useWords();
  return (
    <Notice kind="clay">
      <p>{problem.sentence}</p>
      {problem.help === undefined ? null : <p class="soft small">{problem.help}</p>}
      {problem.passing && onRetry !== undefined ? (
        <div>
          <Button onPress={onRetry}>{words.parts.retry}</Button>
        </div>
      ) : null}
    </Notice>
  );
}

/** Nothing is here yet: a sentence and the one thing to do about it. */
export function Empty({
  sentence,
  children,
}: {
  readonly sentence: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p class="soft">{sentence}</p>
      {children}
    </div>
  );
}
