import { act } from "../../live/act.ts";
import { useAccounts } from "../../live/use-accounts.ts";
import { useAct } from "../../live/use-act.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Amount, PersonName, When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";

type Wallet = Shown<"money/wallet">;
type Offer = Wallet["offersIn"][number];

function OfferIn({ offer, isOwn }: { readonly offer: Offer; readonly isOwn: boolean }) {
  const words = useRoomWords();
  const accounts = useAccounts();
  const answering = useAct();
  const answer = (type: "money/accept-offer" | "money/decline-offer") => () =>
    void answering.run(() => act(type, { offer: offer.offer }));
  return (
    <li class="stack stack-close">
      <p>
        <Amount units={String(offer.micro)} />{" "}
        <PersonName name={accounts.of(offer.from)} href={accounts.page(offer.from)} />
      </p>
      <p class="soft small">
        {words.money.offerUntil} <When at={offer.until} />.
      </p>
      {isOwn ? (
        <div class="row">
          <Button kind="go" busy={answering.busy} onPress={answer("money/accept-offer")}>
            {words.money.accept}
          </Button>
          <Button busy={answering.busy} onPress={answer("money/decline-offer")}>
            {words.money.decline}
          </Button>
        </div>
      ) : null}
      <Outcome act={answering} done={words.outcome.done} />
    </li>
  );
}

function OfferOut({ offer, isOwn }: { readonly offer: Offer; readonly isOwn: boolean }) {
  const words = useRoomWords();
  const accounts = useAccounts();
  const withdrawing = useAct();
  return (
    <li class="stack stack-close">
      <p>
        <Amount units={String(offer.micro)} />{" "}
        <PersonName name={accounts.of(offer.to)} href={accounts.page(offer.to)} />
      </p>
      <p class="soft small">
        {words.money.offerUntil} <When at={offer.until} />.
      </p>
      {isOwn ? (
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
      ) : null}
      <Outcome act={withdrawing} done={words.outcome.done} />
    </li>
  );
}

/** Money that waits for somebody's word, in both directions. */
export function Offers({
  wallet,
  isOwn = true,
}: {
  readonly wallet: Wallet;
  /** A circle answers by decision and not by a button. */
  readonly isOwn?: boolean;
}) {
  const words = useRoomWords().money;
  return (
    <>
      {wallet.offersIn.length === 0 ? null : (
        <Card title={isOwn ? words.offersIn : words.offersInCircle}>
          <ul class="card-list">
            {wallet.offersIn.map((offer) => (
              <OfferIn key={offer.offer} offer={offer} isOwn={isOwn} />
            ))}
          </ul>
        </Card>
      )}
      {wallet.offersOut.length === 0 ? null : (
        <Card title={isOwn ? words.offersOut : words.offersOutCircle}>
          <ul class="card-list">
            {wallet.offersOut.map((offer) => (
              <OfferOut key={offer.offer} offer={offer} isOwn={isOwn} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
