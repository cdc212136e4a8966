import { useNames } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Face } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { Amount } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** What a wallet is made of. */
export function Holdings({ wallet }: { readonly wallet: Shown<"money/wallet"> }) {
  const words = useRoomWords().money;
  const names = useNames();
  return (
    <More title={words.holdings(amount(wallet.micro))}>
      <p class="soft small">{words.holdingsHow}</p>
      <ul class="rows rows-close">
        {wallet.holdings.map(({ currency, micro }) => (
          <Item
            key={currency}
            lead={<Face person={currency} name={names.of(currency)} size={32} />}
            title={
              currency === wallet.account ? words.own : <bdi dir="auto">{names.of(currency)}</bdi>
            }
            href={to(["people", currency])}
            end={<Amount units={String(micro)} />}
          />
        ))}
      </ul>
    </More>
  );
}
