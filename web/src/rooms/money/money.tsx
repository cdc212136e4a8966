import { useViewer } from "../../keys/use-viewer.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { Amount } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { AskForMoney } from "./ask-form.tsx";
import { AskedPay } from "./asked-pay.tsx";
import { CameAndWent } from "./came-and-went.tsx";
import { GiveTrust } from "./give-trust.tsx";
import { Holdings } from "./holdings.tsx";
import { Income } from "./income.tsx";
import { Offers } from "./offers.tsx";
import { SpendWhy } from "./spend-why.tsx";
import { Trusts } from "./trusts.tsx";

type Wallet = Shown<"money/wallet">;

function Spendable({ wallet }: { readonly wallet: Wallet | undefined }) {
  const words = useRoomWords().money;
  return (
    <>
      <span class="spend-label">{words.spend}</span>{" "}
      {wallet === undefined ? (
        <span class="bone bone-title" aria-hidden="true" />
      ) : (
        <Amount units={wallet.micro} big />
      )}
    </>
  );
}

function OwnMoney({ person }: { readonly person: number }) {
  const words = useRoomWords().money;
  const view = useView("money/wallet", { account: person });
  const wallet = view.data;
  return (
    <Page
      title={words.title}
      heading={<Spendable wallet={wallet} />}
      aside={
        wallet === undefined ? null : (
          <>
            <Trusts person={person} />
            <Holdings wallet={wallet} />
          </>
        )
      }
    >
      <Showing view={view}>
        {(shown) => (
          <>
            <SpendWhy wallet={shown} />
            <div class="buttons">
              <ButtonLink kind="go" href={to(["money", "pay"])}>
                <Icon name="arrow" small />
                {words.pay}
              </ButtonLink>
              <ButtonLink href={to(["money", "ask"])}>{words.ask}</ButtonLink>
            </div>
            <Income wallet={shown} />
            <Offers wallet={shown} />
            <CameAndWent person={person} />
          </>
        )}
      </Showing>
    </Page>
  );
}

/** Money: what you can spend, what comes in, whose you accept, and paying. */
export function Money({ route }: RoomProps) {
  const words = useRoomWords();
  const { person } = useViewer();
  if (person === undefined) {
    return (
      <Page title={words.money.title} lead={words.money.lead}>
        <Section>
          <Empty sentence={words.live.noKey} />
        </Section>
      </Page>
    );
  }
  if (route.rest[0] === "ask") return <AskForMoney person={person} />;
  if (route.rest[0] === "pay") return <AskedPay person={person} query={route.query} />;
  if (route.rest[0] === "trust") return <GiveTrust whom={Number(route.query["whom"] ?? 0)} />;
  return <OwnMoney person={person} />;
}
