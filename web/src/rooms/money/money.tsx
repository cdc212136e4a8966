import { useViewer } from "../../keys/use-viewer.ts";
import { useView } from "../../live/use-view.ts";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import type { RoomProps } from "../../shell/room.tsx";
import { useWords } from "../../words/language.ts";
import { Lately } from "../activity/lately.tsx";
import { AskForMoney } from "./ask-form.tsx";
import { AskedPay } from "./asked-pay.tsx";
import { GiveTrust } from "./give-trust.tsx";
import { Holdings } from "./holdings.tsx";
import { IncomeCard } from "./income-card.tsx";
import { Offers } from "./offers.tsx";
import { SpendCard } from "./spend-card.tsx";
import { Trusts } from "./trusts.tsx";

function Wallet({ person }: { readonly person: number }) {
  const words = useWords();
  const view = useView("money/wallet", { account: person });
  return (
    <Page title={words.money.title} lead={words.money.lead}>
      <Showing view={view}>
        {(wallet) => (
          <>
            <SpendCard person={person} />
            <IncomeCard wallet={wallet} />
            <Offers wallet={wallet} />
            <Trusts person={person} />
            <Holdings wallet={wallet} />
            <Lately person={person} />
          </>
        )}
      </Showing>
    </Page>
  );
}

/** Money: what you can spend, what comes in, whom you trust, and paying. */
export function Money({ route }: RoomProps) {
  const words = useWords();
  const { person } = useViewer();
  if (person === undefined) {
    return (
      <Page title={words.money.title} lead={words.money.lead}>
        <Card>
          <Empty sentence={words.live.noKey} />
        </Card>
      </Page>
    );
  }
  if (route.rest[0] === "ask") return <AskForMoney person={person} />;
  if (route.rest[0] === "pay") return <AskedPay person={person} query={route.query} />;
  if (route.rest[0] === "trust") return <GiveTrust whom={Number(route.query["whom"] ?? 0)} />;
  return <Wallet person={person} />;
}
