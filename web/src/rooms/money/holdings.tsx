import { useNames } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Card } from "../../parts/card.tsx";
import { Amount, PersonName } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";

/** What a wallet is made of. */
export function Holdings({ wallet }: { readonly wallet: Shown<"money/wallet"> }) {
  const words = useWords().money;
  const names = useNames();
  return (
    <Card>
      <More title={words.holdings}>
        <p class="soft small">{words.holdingsHow}</p>
        <ul class="stack stack-close">
          {wallet.holdings.map(({ currency, micro }) => (
            <li key={currency} class="row row-apart">
              {currency === wallet.account ? (
                words.own
              ) : (
                <PersonName name={names.of(currency)} href={to(["people", currency])} />
              )}
              <Amount units={String(micro)} />
            </li>
          ))}
        </ul>
      </More>
    </Card>
  );
}
