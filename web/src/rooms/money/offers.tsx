import { circleOfAccount } from "folkmoot/client/at-once";
import { act } from "../../live/act.ts";
import { useAccounts } from "../../live/use-accounts.ts";
import { useAct } from "../../live/use-act.ts";
import { useTexts } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card, Section } from "../../parts/card.tsx";
import { Face, Tile } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";

type Wallet = Shown<"money/wallet">;
type Offer = Wallet["offersIn"][number];

function OtherSide({ account }: { readonly account: number }) {
  const accounts = useAccounts();
  if (circleOfAccount(account) !== undefined) return <Tile icon="circle" />;
  return <Face person={account} name={accounts.of(account)} />;
}

/** What it is for, as far as this person may read it, and how long it waits. */
function About({ offer }: { readonly offer: Offer }) {
  const words = useRoomWords().money;
  const read = useTexts();
  const note = read(offer.note)?.["text"];
  return (
    <>
      {note === undefined ? null : <bdi dir="auto">{words.quoted(note)} </bdi>}
      {words.offerUntil} <When at={offer.until} />.
    </>
  );
}

function OfferIn({ offer }: { readonly offer: Offer }) {
  const words = useRoomWords();
  const accounts = useAccounts();
  const answering = useAct();
  const answer = (type: "money/accept-offer" | "money/decline-offer") => () =>
    void answering.run(() => act(type, { offer: offer.offer }));
  return (
    <Card>
      <div class="row nowrap">
        <OtherSide account={offer.from} />
        <div class="grow">
          <h2 class="name">
            {words.money.sendsYou(accounts.in(offer.from), amount(String(offer.micro)))}
          </h2>
          <p class="soft small">
            <About offer={offer} />
          </p>
        </div>
      </div>
      <div class="row">
        <Button busy={answering.busy} onPress={answer("money/accept-offer")}>
          {words.money.accept}
        </Button>
        <Button kind="quiet" busy={answering.busy} onPress={answer("money/decline-offer")}>
          {words.money.decline}
        </Button>
      </div>
      <Outcome act={answering} done={words.outcome.done} />
    </Card>
  );
}

function OfferOut({ offer, isOwn }: { readonly offer: Offer; readonly isOwn: boolean }) {
  const words = useRoomWords();
  const accounts = useAccounts();
  const withdrawing = useAct();
  const withdraw = (): void =>
    void withdrawing.run(() => act("money/withdraw-offer", { offer: offer.offer }));
  return (
    <Item
      lead={<OtherSide account={offer.to} />}
      title={words.money.to(amount(String(offer.micro)), accounts.in(offer.to))}
      about={<About offer={offer} />}
      {...(isOwn
        ? {
            end: (
              <Button busy={withdrawing.busy} onPress={withdraw}>
                {words.money.withdraw}
              </Button>
            ),
          }
        : {})}
    >
      <Outcome act={withdrawing} done={words.outcome.done} />
    </Item>
  );
}

function OfferToCircle({ offer }: { readonly offer: Offer }) {
  const words = useRoomWords().money;
  const accounts = useAccounts();
  return (
    <Item
      lead={<OtherSide account={offer.from} />}
      title={words.from(amount(String(offer.micro)), accounts.in(offer.from))}
      href={to(["people", offer.from])}
      about={<About offer={offer} />}
    />
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
      {isOwn ? wallet.offersIn.map((offer) => <OfferIn key={offer.offer} offer={offer} />) : null}
      {isOwn || wallet.offersIn.length === 0 ? null : (
        <Section title={words.offersInCircle}>
          <ul class="rows">
            {wallet.offersIn.map((offer) => (
              <OfferToCircle key={offer.offer} offer={offer} />
            ))}
          </ul>
        </Section>
      )}
      {wallet.offersOut.length === 0 ? null : (
        <Section title={isOwn ? words.offersOut : words.offersOutCircle}>
          <ul class="rows">
            {wallet.offersOut.map((offer) => (
              <OfferOut key={offer.offer} offer={offer} isOwn={isOwn} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
