import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Amount } from "../../parts/value.tsx";
import { Why } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { count, share } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";

/** What a person can spend, how it grows and how it fades. */
export function SpendCard({ person }: { readonly person: number }) {
  const words = useWords();
  const wallet = useView("money/wallet", { account: person }).data;
  if (wallet === undefined) return null;
  const { income, demurrage } = wallet;
  const { inputs } = words.money;
  return (
    <Card>
      <p class="soft small">{words.money.spend}</p>
      <div class="row row-apart">
        <Amount units={wallet.micro} big />
        <div class="row">
          <ButtonLink href={to(["money", "ask"])}>{words.money.ask}</ButtonLink>
          <ButtonLink href={to(["money", "pay"])}>{words.money.pay}</ButtonLink>
        </div>
      </div>
      <Why
        why={{
          sentence: words.money.grows(amount(income.perHourMicro), demurrage.bpPerYear / 10_000),
          rule: demurrage.sentence,
          inputs: [
            { name: inputs.perHour, value: amount(income.perHourMicro) },
            { name: inputs.fades, value: share(demurrage.bpPerYear / 10_000) },
            { name: inputs.window, value: count(income.windowDays) },
          ],
        }}
      />
    </Card>
  );
}
