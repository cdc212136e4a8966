import { type RequestFields, requestIn } from "folkmoot/client";
import { useCommunity } from "../../live/community.ts";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Pay } from "./pay.tsx";

interface AskedPayProps {
  readonly person: number;
  readonly query: RequestFields;
}

/**
 * Paying, by a request that was opened or scanned, or without one.
 *
 * Why a request of another community stops here: people's numbers mean somebody else there.
 */
export function AskedPay({ person, query }: AskedPayProps) {
  const words = useRoomWords();
  const chainId = useCommunity()?.chainId;
  if (!("in" in query)) return <Pay person={person} to={Number(query["to"] ?? 0)} />;
  if (chainId === undefined) return null;
  const asked = requestIn(query);
  const isHere = asked?.chainId === chainId;
  if (asked !== undefined && isHere && asked.to !== person) {
    return <Pay key={JSON.stringify(query)} person={person} to={asked.to} asked={asked} />;
  }
  const sentence =
    asked === undefined
      ? words.scan.noRequest
      : isHere
        ? words.money.payOwn
        : words.scan.otherCommunity;
  const back = { href: to(["money"]), place: words.money.title };
  return <Page title={words.money.payTitle} lead={sentence} back={back} />;
}
