import { circleOfAccount } from "folkmoot/client/at-once";
import { act } from "../../live/act.ts";
import { useAccounts } from "../../live/use-accounts.ts";
import { useAct } from "../../live/use-act.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Face, Pile, Tile } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";

type Given = Shown<"money/trusts">["given"][number];
type Received = Shown<"money/trusts">["received"][number];

const PILED = 6;

function GivenTrust({ trust }: { readonly trust: Given }) {
  const words = useRoomWords().money;
  const names = useNames();
  const stopping = useAct();
  const { currency } = trust;
  const cap = String(trust.cap);
  return (
    <Item
      lead={<Face person={currency} name={names.of(currency)} size={32} />}
      title={<bdi dir="auto">{names.of(currency)}</bdi>}
      href={to(["people", currency])}
      about={`${cap === "0" ? words.trustAny : words.trustCap(amount(cap))}, ${words.trustHeld(amount(String(trust.heldMicro)))}`}
      end={
        <Button
          kind="quiet"
          busy={stopping.busy}
          onPress={() => void stopping.run(() => act("money/untrust", { currency }))}
        >
          {words.trustStop} <span class="unseen">{words.trustStopFrom(names.in(currency))}</span>
        </Button>
      }
    >
      <Outcome act={stopping} done={words.untrustDone(names.in(currency))} />
    </Item>
  );
}

function ReceivedTrust({ trust }: { readonly trust: Received }) {
  const words = useRoomWords().money;
  const accounts = useAccounts();
  const { account } = trust;
  const isCircle = circleOfAccount(account) !== undefined;
  const cap = String(trust.cap);
  return (
    <Item
      lead={
        isCircle ? (
          <Tile icon="circle" size={32} />
        ) : (
          <Face person={account} name={accounts.of(account)} size={32} />
        )
      }
      title={<bdi dir="auto">{accounts.of(account)}</bdi>}
      href={accounts.page(account)}
      about={cap === "0" ? words.trustAny : words.trustCap(amount(cap))}
    />
  );
}

/** Whose money a person accepts, and who accepts theirs. */
export function Trusts({ person }: { readonly person: number }) {
  const words = useRoomWords().money;
  const names = useNames();
  const trusts = useView("money/trusts", { account: person }).data;
  if (trusts === undefined) return null;
  const others = trusts.given.filter((each) => each.currency !== person);
  const received = trusts.received.filter((each) => each.account !== person);
  return (
    <Section title={words.trustTitle}>
      {others.length === 0 ? (
        <Empty sentence={words.trustNone} />
      ) : (
        <Pile
          people={others.slice(0, PILED).map(({ currency }) => currency)}
          nameOf={names.of}
          more={others.length - PILED}
        />
      )}
      <p class="soft small">{words.trustLead}</p>
      <div>
        <ButtonLink href={to(["money", "trust"])}>{words.trustGive}</ButtonLink>
      </div>
      {others.length === 0 ? null : (
        <More title={words.trustAll(others.length)}>
          <ul class="rows rows-close">
            {others.map((trust) => (
              <GivenTrust key={trust.currency} trust={trust} />
            ))}
          </ul>
        </More>
      )}
      <More title={words.trustedBy(received.length)}>
        {received.length === 0 ? <Empty sentence={words.trustedByNone} /> : null}
        <ul class="rows rows-close">
          {received.map((trust) => (
            <ReceivedTrust key={trust.account} trust={trust} />
          ))}
        </ul>
      </More>
    </Section>
  );
}
