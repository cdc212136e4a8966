import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { communityNow } from "../../live/clock.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useNames } from "../../live/use-texts.ts";
import { AnyPersonChoice } from "../../parts/any-person-choice.tsx";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page } from "../../parts/page.tsx";

import { to } from "../../router/route.ts";
import { readAmount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";

const day = 86_400_000;
const daysAtFirst = 365;

function inputOf(whom: number, cap: string, days: string, now: number) {
  const micro = cap.trim() === "" ? "0" : readAmount(cap);
  const lasts = Number(days);
  if (whom === 0 || micro === undefined || !Number.isInteger(lasts) || lasts < 1) return undefined;
  return { currency: whom, cap: Number(micro), until: now + lasts * day };
}

/** Takes somebody's money from now on: whose, up to how much, for how long. */
export function GiveTrust({ whom }: { readonly whom: number }) {
  const words = useRoomWords();
  const names = useNames();
  const { person } = useViewer();
  const [chosen, setChosen] = useState(whom);
  const [cap, setCap] = useState("");
  const [days, setDays] = useState(String(daysAtFirst));
  const [now] = useState(communityNow);
  const input = inputOf(chosen, cap, days, now);
  const { cannot } = useRehearsal("money/trust", input);
  const giving = useAct();
  const badCap = cap.trim() !== "" && readAmount(cap) === undefined;
  return (
    <Page
      title={words.money.trustGive}
      back={{ href: to(["money"]), place: words.money.title }}
      lead={words.money.trustLead}
    >
      <div class="stack">
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (input !== undefined) void giving.run(() => act("money/trust", input));
          }}
        >
          <AnyPersonChoice
            label={words.money.trustWhom}
            fits={(each) => each.status === "member" && each.person !== person}
            value={chosen}
            onValue={setChosen}
          />
          <Field
            label={words.money.trustCapLabel}
            hint={words.money.trustCapHint}
            kind="amount"
            value={cap}
            onValue={setCap}
            error={badCap ? words.money.payAmountBad : undefined}
            readBy="ledger"
          />
          <Field label={words.money.trustDays} kind="number" value={days} onValue={setDays} />
          <Button
            kind="go"
            submit
            busy={giving.busy}
            cannot={input === undefined ? words.money.choosePerson : cannot}
          >
            {chosen === 0 ? words.money.trustGive : words.money.trustDo(names.in(chosen))}
          </Button>
        </form>
        <Outcome act={giving} done={words.money.trustDone(names.in(chosen))} />
      </div>
    </Page>
  );
}
