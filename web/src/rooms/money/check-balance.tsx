import type { Shown } from "../../live/use-view.ts";
import { useWords } from "../../words/language.ts";
import { CheckCard, type Finding } from "../check/check-card.tsx";
import type { ProvedRows } from "../check/recount.ts";

/** Proves on this device that a wallet is what the node shows. */
export function CheckBalance({ wallet }: { readonly wallet: Shown<"money/wallet"> }) {
  const words = useWords().check;
  const judge = ({ rows }: ProvedRows): Finding => {
    const shown = new Map(wallet.holdings.map((each) => [each.currency, String(each.shares)]));
    const same = rows.every(({ key, row }) => shown.get(Number(key[1])) === String(row["shares"]));
    const holds = same && rows.length === wallet.holdings.length;
    return { holds, sentences: [holds ? words.balance(rows.length) : words.balanceDiffers] };
  };
  return <CheckCard table="money/holdings" prefix={[wallet.account]} judge={judge} />;
}
