import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { useWords } from "../../words/language.ts";

/** What a person can spend, in a line, and the way to pay. */
export function SpendLine({ person }: { readonly person: number }) {
  const words = useWords().home;
  const wallet = useView("money/wallet", { account: person }).data;
  if (wallet === undefined) return null;
  return (
    <Card flat>
      <div class="row row-apart nowrap">
        <p>
          <span class="soft small">{words.spend}</span>
          <br />
          <b class="number spend-line">{amount(wallet.micro)}</b>
        </p>
        <ButtonLink href={to(["money", "pay"])}>{words.pay}</ButtonLink>
      </div>
    </Card>
  );
}
