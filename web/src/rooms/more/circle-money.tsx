import { accountOfCircle } from "folkmoot/client/at-once";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Amount, PersonName, When } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Offers } from "../money/offers.tsx";

type Given = Shown<"money/trusts">["given"][number];

function Takes({ given }: { readonly given: readonly Given[] }) {
  const words = useRoomWords();
  const names = useNames();
  return (
    <More title={words.circles.moneyTakes}>
      {given.length === 0 ? <Empty sentence={words.circles.moneyTakesNone} /> : null}
      <ul class="stack stack-close">
        {given.map(({ currency, cap, until }) => (
          <li key={currency}>
            <PersonName name={names.of(currency)} href={to(["people", currency])} />{" "}
            <span class="soft small">
              {cap === 0 ? words.money.trustAny : words.money.trustCap(amount(cap))},{" "}
              {words.circles.untilTerm} <When at={until} />
            </span>
          </li>
        ))}
      </ul>
    </More>
  );
}

/** What a circle holds, whose money it takes, and the way to pay to it. */
export function CircleMoney({ circle }: { readonly circle: Shown<"circles/circle"> }) {
  const words = useRoomWords();
  const names = useNames();
  const account = accountOfCircle(circle.circle);
  const wallet = useView("money/wallet", { account }).data;
  const given = useView("money/trusts", { account }).data?.given;
  if (wallet === undefined || given === undefined) return null;
  return (
    <>
      <Section title={words.circles.money}>
        {wallet.holdings.length === 0 ? (
          <Empty sentence={words.circles.moneyNone} />
        ) : (
          <Amount units={wallet.micro} big />
        )}
        <ul class="stack stack-close">
          {wallet.holdings.map(({ currency, micro }) => (
            <li key={currency} class="row row-apart">
              <PersonName name={names.of(currency)} href={to(["people", currency])} />
              <Amount units={String(micro)} />
            </li>
          ))}
        </ul>
        <Takes given={given} />
        <div>
          <ButtonLink href={to(["money", "pay"], { to: String(account) })}>
            {words.circles.moneyPay}
          </ButtonLink>
        </div>
      </Section>
      <Offers wallet={wallet} isOwn={false} />
    </>
  );
}
