import type { Acknowledged } from "folkmoot/client";
import type { Why as LawWhy } from "folkmoot/protocol";
import { useEffect, useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import { nodeAddress } from "../../live/place.ts";
import { useNames } from "../../live/use-texts.ts";
import { usePath } from "../../live/use-view.ts";
import { Mark, Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { PersonName } from "../../parts/value.tsx";
import { Why } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { count } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { lineOf } from "../activity/line.ts";
import { useCalled } from "../activity/use-called.ts";
import { explanationOf } from "./explanation.ts";

interface Answered {
  readonly receipt: Omit<Acknowledged, "code"> & { readonly code: number };
  readonly why: LawWhy | null;
}

/** What a receipt's link carries of this device: the newest page that it has verified. */
function useOwnPage(): string {
  const chainId = useCommunity()?.chainId;
  const [behind, setBehind] = useState("");
  useEffect(() => {
    if (chainId === undefined) return;
    void import("../check/light.ts")
      .then(({ pageForLink }) => pageForLink(chainId))
      .then((page) => setBehind(`/${page}`))
      .catch(() => undefined);
  }, [chainId]);
  return behind;
}

/** Compares the page that came with a receipt's link with what this device has verified. */
function useGiversPage(text: string): void {
  const chainId = useCommunity()?.chainId;
  useEffect(() => {
    if (chainId === undefined || text === "") return;
    void import("../check/light.ts")
      .then(({ compareLink }) => compareLink(chainId, text))
      .catch(() => undefined);
  }, [chainId, text]);
}

function Body({ id, shown }: { readonly id: string; readonly shown: Answered }) {
  const words = useRoomWords().why;
  const names = useNames();
  const { receipt, why } = shown;
  const refused = receipt.code !== 0;
  const called = useCalled();
  const behind = useOwnPage();
  const lines = receipt.events.flatMap((event) => lineOf(event, called) ?? []);
  return (
    <>
      <Section
        title={refused ? words.refused : words.done}
        side={<Mark tone={refused ? "clay" : "moss"}>{receipt.type}</Mark>}
      >
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <dl class="facts facts-figures">
          <dt>{words.page}</dt>
          <dd>{count(receipt.height)}</dd>
          {receipt.person > 0 ? (
            <>
              <dt>{words.who}</dt>
              <dd>
                <PersonName name={names.of(receipt.person)} href={to(["people", receipt.person])} />
              </dd>
            </>
          ) : null}
        </dl>
      </Section>
      {why === null ? null : <Why open why={explanationOf(why)} />}
      <Copy label={words.copy} text={`${nodeAddress()}/#/why/${id}${behind}`} />
    </>
  );
}

/** Why something came out as it did. */
export function WhyRoom({ route }: RoomProps) {
  const words = useRoomWords();
  const id = route.rest[0] ?? "";
  useGiversPage(route.rest[1] ?? "");
  const view = usePath<Answered>(`/why/${encodeURIComponent(id)}`);
  const back = { href: to(["home"]), place: words.home.title };
  if (view.problem !== undefined && [400, 404].includes(view.problem.status)) {
    return <Page title={words.why.noSuch} lead={words.why.noSuchLead} back={back} />;
  }
  return (
    <Page title={words.why.title} lead={words.why.lead} back={back}>
      <Showing view={view}>{(shown) => <Body id={id} shown={shown} />}</Showing>
    </Page>
  );
}
