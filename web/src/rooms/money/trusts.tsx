import { act } from "../../live/act.ts";
import { useAccounts } from "../../live/use-accounts.ts";
import { useAct } from "../../live/use-act.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { PersonName } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { useWords } from "../../words/language.ts";

type Given = Shown<"money/trusts">["given"][number];

function GivenTrust({ trust }: { readonly trust: Given }) {
  const words = useWords().money;
  const names = useNames();
  const stopping = useAct();
  const { currency } = trust;
  const cap = String(trust.cap);
  return (
    <li class="stack stack-close">
      <div class="row row-apart nowrap">
        <div class="grow">
          <PersonName name={names.of(currency)} href={to(["people", currency])} />
          <p class="soft small">
            {cap === "0" ? words.trustAny : words.trustCap(amount(cap))},{" "}
            {words.trustHeld(amount(String(trust.heldMicro)))}
          </p>
        </div>
        <Button
          kind="quiet"
          busy={stopping.busy}
          onPress={() => void stopping.run(() => act("money/untrust", { currency }))}
        >
          {words.trustStop} <span class="unseen">{names.in(currency)}</span>
        </Button>
      </div>
      <Outcome act={stopping} done={words.untrustDone(names.in(currency))} />
    </li>
  );
}

/** Whose money a person takes, and who takes theirs. */
export function Trusts({ person }: { readonly person: number }) {
  const words = useWords().money;
  const accounts = useAccounts();
  const trusts = useView("money/trusts", { account: person }).data;
  if (trusts === undefined) return null;
  const others = trusts.given.filter((each) => each.currency !== person);
  return (
    <Card title={words.trustTitle}>
      <p class="soft small">{words.trustLead}</p>
      {others.length === 0 ? <Empty sentence={words.trustNone} /> : null}
      <ul class="card-list">
        {others.map((trust) => (
          <GivenTrust key={trust.currency} trust={trust} />
        ))}
      </ul>
      <div>
        <ButtonLink href={to(["money", "trust"])}>{words.trustGive}</ButtonLink>
      </div>
      <More title={words.trustedBy}>
        {trusts.received.length === 0 ? <Empty sentence={words.trustedByNone} /> : null}
        <ul class="stack stack-close">
          {trusts.received.map((trust) => (
            <li key={trust.account}>
              <PersonName name={accounts.of(trust.account)} href={accounts.page(trust.account)} />{" "}
              <span class="soft small">
                {String(trust.cap) === "0"
                  ? words.trustAny
                  : words.trustCap(amount(String(trust.cap)))}
              </span>
            </li>
          ))}
        </ul>
      </More>
    </Card>
  );
}
