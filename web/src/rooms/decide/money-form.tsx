import type { PlainAction } from "folkmoot/client";
import { accountOfCircle, cutParts } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { communityNow } from "../../live/clock.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { AnyPersonChoice } from "../../parts/any-person-choice.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";

import { amount, readAmount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { everyone, ProposalForm } from "./proposal-form.tsx";

const day = 86_400_000;
const account = accountOfCircle(everyone);
const noNote = "0".repeat(64);

interface Wish {
  readonly what: string;
  readonly person: number;
  readonly micro: string | undefined;
  readonly days: number;
  readonly now: number;
}

/** What is proposed; nothing while something is missing or more than there is. */
function planned(wish: Wish, payable: Shown<"money/payable"> | undefined): PlainAction | undefined {
  const { what, person, micro, days, now } = wish;
  if (person === 0 || micro === undefined) return undefined;
  if (what === "take") {
    if (!Number.isInteger(days) || days < 1) return undefined;
    const input = { currency: person, cap: Number(micro), until: now + days * day };
    return { type: "money/trust-as-circle", input };
  }
  const parts = micro === "0" ? undefined : cutParts(payable?.parts ?? [], BigInt(micro));
  if (parts === undefined) return undefined;
  return { type: "money/pay-as-circle", input: { to: person, parts, note: noNote } };
}

/** Proposes what everyone together does with money: whose they take, or whom they pay. */
export function MoneyForm() {
  const words = useRoomWords();
  const [what, setWhat] = useState("take");
  const [person, setPerson] = useState(0);
  const [text, setText] = useState("");
  const [days, setDays] = useState("365");
  const [now] = useState(communityNow);
  const isPayment = what === "pay";
  const query = isPayment && person > 0 ? { from: account, to: person } : undefined;
  const payable = useView("money/payable", query).data;
  const micro = text.trim() === "" && !isPayment ? "0" : readAmount(text);
  const effect = planned({ what, person, micro, days: Number(days), now }, payable);
  const options = [
    { value: "take", label: words.decide.moneyTake },
    { value: "pay", label: words.decide.moneyPay },
  ];
  return (
    <ProposalForm
      kind="money"
      missing={effect === undefined ? words.decide.needMore : undefined}
      rehearsal={effect}
      effects={async () => ({ ok: true, value: effect === undefined ? [] : [effect] })}
    >
      <Choice
        label={words.decide.moneyWhat}
        options={options}
        value={what}
        onValue={setWhat}
        down
      />
      <AnyPersonChoice
        label={isPayment ? words.money.payWhom : words.money.trustWhom}
        fits={(each) => each.status === "member"}
        value={person}
        onValue={setPerson}
      />
      {isPayment && payable !== undefined ? (
        <p class="soft small">{words.decide.moneyMost(amount(payable.micro))}</p>
      ) : null}
      <Field
        label={isPayment ? words.money.payHow : words.money.trustCapLabel}
        hint={isPayment ? undefined : words.money.trustCapHint}
        kind="amount"
        value={text}
        onValue={setText}
        readBy="ledger"
      />
      {isPayment ? null : (
        <Field label={words.money.trustDays} kind="number" value={days} onValue={setDays} />
      )}
    </ProposalForm>
  );
}
