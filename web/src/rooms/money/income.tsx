import { useState } from "preact/hooks";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Why } from "../../parts/why.tsx";
import { amount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { explanationOf } from "../why/explanation.ts";

/** The income that waits, why it is as much as it is, and the button that collects it. */
export function Income({ wallet }: { readonly wallet: Shown<"money/wallet"> }) {
  const words = useRoomWords().money;
  const { income } = wallet;
  const input = { until: 0 };
  const { cannot, why } = useRehearsal("money/claim", input);
  const claiming = useAct();
  const [taken, setTaken] = useState("0");
  const take = (): void => {
    setTaken(String(income.micro));
    void claiming.run(() => act("money/claim", input));
  };
  const sentence = !income.isEligible
    ? words.incomeNot
    : income.hours === 0
      ? words.incomeNone
      : words.incomeReady(amount(income.micro));
  const since = income.hours === 0 ? "" : `${words.incomeHours(income.hours)} `;
  return (
    <section class="income" aria-label={words.incomeTitle}>
      <div class="item">
        <div class="item-words">
          <h2 class="name">{sentence}</h2>
          {income.isEligible ? (
            <p class="soft small">
              {since}
              {words.incomeWindow(income.windowDays)}
            </p>
          ) : null}
        </div>
        {cannot === undefined ? (
          <span class="item-end">
            <Button busy={claiming.busy} onPress={take}>
              {words.take}
            </Button>
          </span>
        ) : null}
      </div>
      {cannot === undefined || income.hours === 0 || !income.isEligible ? null : (
        <p class="soft small">{cannot}</p>
      )}
      <Outcome act={claiming} done={words.taken(amount(taken))} />
      {why === undefined ? null : <Why why={explanationOf(why)} />}
    </section>
  );
}
