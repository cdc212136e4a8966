import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** Money between two people: what can be paid now, and who takes whose. */
export function BetweenUs({ me, person }: { readonly me: number; readonly person: number }) {
  const words = useRoomWords().people;
  const names = useNames();
  const payable = useView("money/payable", { from: me, to: person }).data;
  const mine = useView("money/trusts", { account: me }).data;
  if (mine === undefined) return null;
  const name = names.in(person);
  const given = mine.given.find((each) => each.currency === person);
  const received = mine.received.find((each) => each.account === person);
  const cap = (value: number | string): string => amount(String(value));
  const yours =
    given === undefined
      ? words.noTrust(name)
      : String(given.cap) === "0"
        ? words.yourTrustAny(name)
        : words.yourTrust(name, cap(given.cap));
  const theirs =
    received === undefined
      ? words.noTheirTrust(name)
      : String(received.cap) === "0"
        ? words.theirTrustAny(name)
        : words.theirTrust(name, cap(received.cap));
  return (
    <Section title={words.trust}>
      {payable === undefined || BigInt(payable.micro) === 0n ? null : (
        <p>{words.payable(amount(String(payable.micro)), name)}</p>
      )}
      <p class="soft">
        {yours} {theirs}
      </p>
      <div class="row">
        <ButtonLink href={to(["money", "trust"], { whom: String(person) })}>
          {words.changeTrust}
        </ButtonLink>
      </div>
    </Section>
  );
}
