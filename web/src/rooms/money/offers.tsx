import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useNames } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Amount, PersonName, When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";

type Wallet = Shown<"money/wallet">;
type Offer = Wallet["offersIn"][number];

function OfferIn({ offer }: { readonly offer: Offer }) {
  const words = useWords();
  const names = useNames();
  const answering = useAct();
  const answer = (type: string) => () =>
    void answering.run(() => act(type, { offer: offer.offer }));
  return (
    <li class="stack stack-close">
      <p>
        <Amount units={String(offer.micro)} />{" "}
        <PersonName name={names.of(offer.from)} href={to(["people", offer.from])} />
      </p>
      <p class="soft small">
        {words.money.offerUntil} <When at={offer.until} />.
      </p>
      <div class="row">
        <Button kind="go" busy={answering.busy} onPress={answer("money/accept-offer")}>
          {words.money.accept}
        </Button>
        <Button busy={answering.busy} onPress={answer("money/decline-offer")}>
          {words.money.decline}
        </Button>
      </div>
      <Outcome act={answering} done={words.outcome.done} />
    </li>
  );
}

function OfferOut({ offer }: { readonly offer: Offer }) {
  const words = useWords();
  const names = useNames();
  const withdrawing = useAct();
  return (
    <li class="stack stack-close">
      <p>
        <Amount units={String(offer.micro)} />{" "}
        <PersonName name={names.of(offer.to)} href={to(["people", offer.to])} />
      </p>
      <p class="soft small">
        {words.money.offerUntil} <When at={offer.until} />.
      </p>
      <div>
        <Button
          busy={withdrawing.busy}
          onPress={() =>
            void withdrawing.run(() => act("money/withdraw-offer", { offer: offer.offer }))
          }
        >
          {words.money.withdraw}
        </Button>
      </div>
      <Outcome act={withdrawing} done={words.outcome.done} />
    </li>
  );
}

/** Money that waits for somebody's word, in both directions. */
export function Offers({ wallet }: { readonly wallet: Wallet }) {
  const words = useWords().money;
  return (
    <>
      {wallet.offersIn.length === 0 ? null : (
        <Card title={words.offersIn}>
          <ul class="card-list">
            {wallet.offersIn.map((offer) => (
              <OfferIn key={offer.offer} offer={offer} />
            ))}
          </ul>
        </Card>
      )}
      {wallet.offersOut.length === 0 ? null : (
        <Card title={words.offersOut}>
          <ul class="card-list">
            {wallet.offersOut.map((offer) => (
              <OfferOut key={offer.offer} offer={offer} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
