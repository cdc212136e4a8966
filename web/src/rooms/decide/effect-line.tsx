import { useAccounts, useCircleNames } from "../../live/use-accounts.ts";
import { useNames, useText } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Markdown } from "../../parts/markdown.tsx";
import { amount } from "../../words/amount.ts";
import { isolate } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { date } from "../../words/time.ts";
import { useMachineNames, useMachines } from "../machines/use-machines.ts";

type Effect = Shown<"decisions/decision">["effects"][number];

const fieldsOf = (effect: Effect): Readonly<Record<string, unknown>> =>
  typeof effect.input === "object" && effect.input !== null ? { ...effect.input } : {};

function useMachineLine(effect: Effect): string | undefined {
  const words = useRoomWords().decide.effects;
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

function useMoneyLine(effect: Effect): string | undefined {
  const words = useRoomWords().decide.effects;
  const accounts = useAccounts();
  const { to, parts, micro, currency, cap } = fieldsOf(effect);
  const listed = Array.isArray(parts) ? (parts as readonly { readonly micro: number }[]) : [];
  const sum = listed.reduce((total, part) => total + Number(part.micro), 0);
  if (effect.type === "money/pay-as-circle") return words.pay(amount(sum), accounts.in(Number(to)));
  if (effect.type === "money/offer-as-circle") {
    return words.offer(amount(Number(micro)), accounts.in(Number(to)));
  }
  if (effect.type === "money/trust-as-circle") {
    const upTo = Number(cap) === 0 ? undefined : amount(Number(cap));
    return words.takes(accounts.in(Number(currency)), upTo);
  }
  return effect.type === "money/untrust-as-circle"
    ? words.takesNoMore(accounts.in(Number(currency)))
    : undefined;
}

/** What a passed decision does, in a sentence with people's own names; an article with its text. */
export function EffectLine({ effect }: { readonly effect: Effect }) {
  const words = useRoomWords().decide.effects;
  const names = useNames();
  const circleName = useCircleNames();
  const fields = fieldsOf(effect);
  const hash = typeof fields["text"] === "string" ? fields["text"] : undefined;
  const text = useText(effect.type === "constitution/adopt-article" ? hash : undefined);
  const machineLine = useMachineLine(effect);
  const person = names.in(Number(fields["person"]));
  const circle = isolate(circleName(Number(fields["circle"])));
  const moneyLine = useMoneyLine(effect);
  if (effect.type === "circles/admit") return <p class="lead">{words.admit(person, circle)}</p>;
  if (effect.type === "circles/dismiss") return <p class="lead">{words.dismiss(person, circle)}</p>;
  const line = machineLine ?? moneyLine;
  if (line !== undefined) return <p class="lead">{line}</p>;
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
