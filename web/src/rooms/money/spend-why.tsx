import type { Shown } from "../../live/use-view.ts";
import { Rule } from "../../parts/why.tsx";
import { amount } from "../../words/amount.ts";
import { count, share } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** How what a person can spend grows and fades. */
export function SpendWhy({ wallet }: { readonly wallet: Shown<"money/wallet"> }) {
  const words = useRoomWords();
  const { income, demurrage } = wallet;
  const { inputs } = words.money;
  const fades = demurrage.bpPerYear / 10_000;
  const figures = [
    { name: inputs.perHour, value: amount(income.perHourMicro) },
    { name: inputs.fades, value: share(fades) },
    { name: inputs.window, value: count(income.windowDays) },
  ];
  return (
    <Rule sentence={words.money.grows(amount(income.perHourMicro), fades)}>
      <dl class="facts facts-figures">
        {figures.map(({ name, value }) => [
          <dt key={`${name}-name`}>{name}</dt>,
          <dd key={name}>{value}</dd>,
        ])}
      </dl>
      <p class="soft">
        {words.parts.rule}: {demurrage.sentence}
      </p>
    </Rule>
  );
}
