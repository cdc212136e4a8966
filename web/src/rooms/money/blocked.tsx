import { circleOfAccount } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { act } from "../../live/act.ts";
import { useAccounts } from "../../live/use-accounts.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { amount, readAmount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";

const noNote = "0".repeat(64);

/** Nothing can be paid now: why, what would help, and an offer instead. */
export function Blocked({
  person,
  whom,
  reason,
}: {
  readonly person: number;
  readonly whom: number;
  readonly reason: Shown<"money/payable">["reason"];
}) {
  const words = useRoomWords();
  const accounts = useAccounts();
  const wallet = useView("money/wallet", { account: person }).data;
  const [text, setText] = useState("");
  const offering = useAct();
  const micro = readAmount(text);
  const own = wallet?.holdings.toSorted((a, b) => Number(b.micro) - Number(a.micro))[0]?.currency;
  const input =
    micro === undefined || micro === "0"
      ? undefined
      : { to: whom, currency: own ?? person, micro: Number(micro), note: noNote };
  const { cannot } = useRehearsal("money/offer", input);
  const name = accounts.in(whom);
  const isCircle = circleOfAccount(whom) !== undefined;
  return (
    <div class="stack">
      <Notice kind="clay">
        <h2 class="name">{words.money.payBlocked(name)}</h2>
        {reason === null ? null : (
          <p>
            {reason.sentence} {reason.remedy}
          </p>
        )}
        <p>{isCircle ? words.money.payAskCircle(name) : words.money.payAskTrust(name)}</p>
      </Notice>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (input !== undefined) void offering.run(() => act("money/offer", input));
        }}
      >
        <Field
          label={words.money.payHow}
          hint={words.money.payOfferHow}
          kind="amount"
          value={text}
          onValue={setText}
          readBy="ledger"
        />
        <Button
          submit
          busy={offering.busy}
          cannot={input === undefined ? words.money.payAmountBad : cannot}
        >
          {words.money.payOffer(name)}
        </Button>
        <Outcome act={offering} done={words.money.payOffered(amount(micro ?? "0"), name)} />
      </form>
    </div>
  );
}
