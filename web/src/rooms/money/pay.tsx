import type { PaymentRequest } from "folkmoot/client";
import { accountOfCircle, cutParts, type PaymentPart } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { act, publish } from "../../live/act.ts";
import { useAccounts } from "../../live/use-accounts.ts";
import { useAct } from "../../live/use-act.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { AnyPersonChoice } from "../../parts/any-person-choice.tsx";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { amount, readAmount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Blocked } from "./blocked.tsx";
import { ScanRequest } from "./scan-request.tsx";

const noNote = "0".repeat(64);

async function sendPayment(whom: number, parts: readonly PaymentPart[], note: string) {
  if (note.trim() === "") return act("money/pay", { to: whom, parts, note: noNote });
  const text = await publish({ text: note.trim() }, { audience: "community", kind: "note" });
  return text.ok ? act("money/pay", { to: whom, parts, note: text.value }) : text;
}

interface FormProps {
  readonly whom: number;
  readonly asked: PaymentRequest | undefined;
  readonly payable: Shown<"money/payable">;
}

function AmountForm({ whom, asked, payable }: FormProps) {
  const words = useRoomWords();
  const accounts = useAccounts();
  const [text, setText] = useState(asked?.amount ?? "");
  const [note, setNote] = useState(asked?.note ?? "");
  const [asking, setAsking] = useState(false);
  const [sent, setSent] = useState("0");
  const paying = useAct();
  const most = String(payable.micro);
  const micro = readAmount(text);
  const written = text.trim() !== "";
  const tooMuch = micro !== undefined && BigInt(micro) > BigInt(most);
  const parts = micro === undefined ? [] : (cutParts(payable.parts, BigInt(micro)) ?? []);
  const error = !written
    ? undefined
    : micro === undefined
      ? words.money.payAmountBad
      : tooMuch
        ? words.money.payTooMuchFor(accounts.in(whom), amount(micro), amount(most))
        : undefined;
  const ready = written && error === undefined && micro !== "0";
  const name = accounts.in(whom);
  const pay = async (): Promise<void> => {
    setAsking(false);
    setSent(micro ?? "0");
    const paid = await paying.run(() => sendPayment(whom, parts, note));
    if (paid !== undefined) setText("");
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) setAsking(true);
      }}
    >
      <Field
        label={words.money.payHow}
        hint={words.money.payUpTo(amount(most))}
        kind="amount"
        value={text}
        onValue={setText}
        error={error}
        readBy="ledger"
      />
      <Field
        label={words.money.payNote}
        hint={words.money.payNoteHint}
        value={note}
        onValue={setNote}
        limit={280}
        readBy="community"
      />
      <Button
        kind="go"
        submit
        busy={paying.busy}
        cannot={ready ? undefined : (error ?? words.money.payAmountBad)}
      >
        {words.money.payDo(ready ? amount(micro ?? "0") : "")}
      </Button>
      <Outcome act={paying} done={words.money.payDone(amount(sent), name)} />
      <Dialog
        title={words.money.payConfirm(amount(micro ?? "0"), name)}
        open={asking}
        onClose={() => setAsking(false)}
      >
        <p>{words.money.payLead}</p>
        <p class="soft small">
          {words.money.payRoute(
            parts.map((part) =>
              words.money.payPart(amount(String(part.micro)), accounts.in(part.currency)),
            ),
          )}
        </p>
        <div class="row">
          <Button kind="go" onPress={() => void pay()}>
            {words.money.pay}
          </Button>
          <Button onPress={() => setAsking(false)}>{words.parts.cancel}</Button>
        </div>
      </Dialog>
    </form>
  );
}

interface PaymentProps {
  readonly person: number;
  readonly whom: number;
  readonly asked: PaymentRequest | undefined;
}

function Payment({ person, whom, asked }: PaymentProps) {
  const payable = useView("money/payable", { from: person, to: whom }).data;
  if (payable === undefined) return null;
  if (BigInt(payable.micro) === 0n) {
    return <Blocked person={person} whom={whom} reason={payable.reason} />;
  }
  return <AmountForm whom={whom} asked={asked} payable={payable} />;
}

interface PayProps {
  readonly person: number;
  readonly to: number;
  /** What somebody asks for: it fills in the fields, for them alone. */
  readonly asked?: PaymentRequest;
}

/** Paying: whom, how much, what for, and once more before it goes. */
export function Pay({ person, to: first, asked }: PayProps) {
  const words = useRoomWords();
  const [whom, setWhom] = useState(first);
  const accounts = useAccounts();
  const circles = useView("circles/list", {}).data ?? [];
  const open = circles.filter((each) => each.isOpen).map((each) => accountOfCircle(each.circle));
  return (
    <Page
      title={words.money.payTitle}
      back={{ href: to(["money"]), place: words.money.title }}
      lead={words.money.payLead}
    >
      <div class="stack">
        <ScanRequest />
        {asked === undefined ? null : <p>{words.money.payAsked}</p>}
        <AnyPersonChoice
          label={words.money.payWhom}
          fits={(each) => each.person !== person && each.status !== "left"}
          others={open}
          nameOf={accounts.of}
          value={whom}
          onValue={setWhom}
        />
        {whom === 0 ? null : (
          <Payment
            key={whom}
            person={person}
            whom={whom}
            asked={whom === asked?.to ? asked : undefined}
          />
        )}
      </div>
      <div>
        <ButtonLink kind="quiet" href={to(["money"])}>
          {words.money.payToMoney}
        </ButtonLink>
      </div>
    </Page>
  );
}
