import { useNames, useText, useTexts } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Markdown } from "../../parts/markdown.tsx";
import { isolate } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";
import { date } from "../../words/time.ts";
import { useMachineNames, useMachines } from "../machines/use-machines.ts";

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

function useMachineLine(effect: Effect): string | undefined {
  const words = useWords().decide.effects;
  const nameOf = useMachineNames();
  const machines = useMachines(effect.type?.startsWith("validators/") ?? false) ?? [];
  const { machine: number, until, count } = fieldsOf(effect);
  const machine = Number(number);
  const operator = machines.find((each) => each.machine === machine)?.operator ?? 0;
  const name = nameOf({ machine, operator });
  const last = date(Number(until ?? 0));
  if (effect.type === "validators/seat-machine") return words.seat(name, last);
  if (effect.type === "validators/seat-by-lot") return words.lot(Number(count), last);
  if (effect.type === "validators/unseat-machine") return words.unseat(name);
  return effect.type === "validators/lift-bar" ? words.lift(name) : undefined;
}

/** What a passed decision does, in a sentence with people's own names; an article with its text. */
export function EffectLine({ effect }: { readonly effect: Effect }) {
  const words = useWords().decide.effects;
  const names = useNames();
  const circleName = useCircleNames();
  const fields = fieldsOf(effect);
  const hash = typeof fields["text"] === "string" ? fields["text"] : undefined;
  const text = useText(effect.type === "constitution/adopt-article" ? hash : undefined);
  const machineLine = useMachineLine(effect);
  const person = names.in(Number(fields["person"]));
  const circle = circleName(Number(fields["circle"]));
  if (effect.type === "circles/admit") return <p class="lead">{words.admit(person, circle)}</p>;
  if (effect.type === "circles/dismiss") return <p class="lead">{words.dismiss(person, circle)}</p>;
  if (machineLine !== undefined) return <p class="lead">{machineLine}</p>;
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
