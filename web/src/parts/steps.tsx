import type { ComponentChildren } from "preact";
import { useWords } from "../words/language.ts";
import { Icon } from "./icon.tsx";

/** How far an action has come: never more than is known. */
export type Progress = "device" | "node" | "agreed" | "refused";

/** Where one step is. */
export type Standing = "done" | "now" | "later" | "refused";

function standings(progress: Progress): readonly Standing[] {
  if (progress === "device") return ["now", "later", "later"];
  if (progress === "node") return ["done", "now", "later"];
  if (progress === "agreed") return ["done", "done", "done"];
  return ["done", "done", "refused"];
}

/** What one step is. */
export interface StepProps {
  readonly standing: Standing;
  readonly title: string;
  /** How its standing is said to those who hear the page, where the usual words do not fit. */
  readonly said?: string;
  /** What more there is to it. */
  readonly children?: ComponentChildren;
}

/** One step: done, now or later, and what it is. */
export function Step({ standing, title, said, children }: StepProps) {
  const words = useWords().parts.steps;
  const heard = standing === "refused" ? undefined : (said ?? words[standing]);
  const name = (
    <>
      {title}
      {heard === undefined ? null : <span class="unseen"> ({heard})</span>}
    </>
  );
  return (
    <li
      class={`step step-${standing}`}
      {...(standing === "now" ? { "aria-current": "step" as const } : {})}
    >
      <span class="step-dot" aria-hidden="true">
        {standing === "done" ? <Icon name="check" /> : null}
        {standing === "refused" ? <Icon name="cross" /> : null}
      </span>
      {children === undefined ? (
        <span>{name}</span>
      ) : (
        <div class="stack stack-close">
          <h3>{name}</h3>
          {children}
        </div>
      )}
    </li>
  );
}

/** Three words for the state of an action; no spinner that lies. */
export function Steps({ progress }: { readonly progress: Progress }) {
  const words = useWords().parts.steps;
  const names = [words.device, words.node, progress === "refused" ? words.refused : words.agreed];
  return (
    <ol class="steps" aria-live="polite">
      {standings(progress).map((standing, at) => (
        <Step key={names[at]} standing={standing} title={names[at] ?? ""} />
      ))}
    </ol>
  );
}
