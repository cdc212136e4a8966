import { useWords } from "../words/language.ts";
import { Icon, type IconName } from "./icon.tsx";

/** How far an action has come: never more than is known. */
export type Progress = "device" | "node" | "agreed" | "refused";

type Standing = "done" | "now" | "waiting" | "refused";

function standings(progress: Progress): readonly Standing[] {
  if (progress === "device") return ["now", "waiting", "waiting"];
  if (progress === "node") return ["done", "now", "waiting"];
  if (progress === "agreed") return ["done", "done", "done"];
  return ["done", "done", "refused"];
}

const icons: Readonly<Record<Standing, IconName>> = {
  done: "done",
  now: "now",
  waiting: "waiting",
  refused: "refused",
};

/** Three words for the state of an action; no spinner that lies. */
export function Steps({ progress }: { readonly progress: Progress }) {
  const words = useWords().parts.steps;
  const names = [words.device, words.node, progress === "refused" ? words.refused : words.agreed];
  return (
    <ol class="steps" aria-live="polite">
      {standings(progress).map((standing, at) => (
        <li key={names[at]} class={`step step-${standing}`}>
          <Icon name={icons[standing]} />
          <span>
            {names[at]}
            {standing === "refused" ? null : <span class="unseen"> ({words[standing]})</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
