import { useNames, useText, useTexts } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Markdown } from "../../parts/markdown.tsx";
import { isolate } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";

type Effect = Shown<"decisions/decision">["effects"][number];

const fieldsOf = (effect: Effect): Readonly<Record<string, unknown>> =>
  typeof effect.input === "object" && effect.input !== null ? { ...effect.input } : {};

function useCircleNames(): (circle: number) => string {
  const words = useWords().circles;
  const read = useTexts();
  const circles = useView("circles/list", {}).data ?? [];
  return (circle) => {
    const purpose = circles.find((each) => each.circle === circle)?.purpose;
    const name = purpose === undefined ? undefined : read(purpose)?.["name"];
    return name === undefined ? words.untitled(circle) : isolate(name);
  };
}

/** What a passed decision does, in a sentence with people's own names; an article with its text. */
export function EffectLine({ effect }: { readonly effect: Effect }) {
  const words = useWords().decide.effects;
  const names = useNames();
  const circleName = useCircleNames();
  const fields = fieldsOf(effect);
  const hash = typeof fields["text"] === "string" ? fields["text"] : undefined;
  const text = useText(effect.type === "constitution/adopt-article" ? hash : undefined);
  const person = names.in(Number(fields["person"]));
  const circle = circleName(Number(fields["circle"]));
  if (effect.type === "circles/admit") return <p class="lead">{words.admit(person, circle)}</p>;
  if (effect.type === "circles/dismiss") return <p class="lead">{words.dismiss(person, circle)}</p>;
  if (text.kind === "read") {
    return (
      <div class="stack stack-close">
        <p class="lead">{words.article(isolate(text.content["title"] ?? ""))}</p>
        <Markdown text={text.content["body"] ?? ""} />
      </div>
    );
  }
  return <p class="lead">{effect.sentence ?? effect.type ?? String(effect.tag)}</p>;
}
