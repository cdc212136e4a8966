import { useState } from "preact/hooks";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import type { Shown } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Why } from "../../parts/why.tsx";
import { amount } from "../../words/amount.ts";
import { useWords } from "../../words/language.ts";
import { explanationOf } from "../why/explanation.ts";

/** The income that waits, why it is as much as it is, and the button that takes it. */
export function IncomeCard({ wallet }: { readonly wallet: Shown<"money/wallet"> }) {
  const words = useWords().money;
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
      : words.incomeReady(amount(income.micro), income.hours);
  return (
    <Card title={words.incomeTitle}>
      <p>{sentence}</p>
      {income.isEligible ? <p class="soft small">{words.incomeWindow(income.windowDays)}</p> : null}
      <Button kind="go" cannot={cannot} busy={claiming.busy} onPress={take}>
        {words.take}
      </Button>
      <Outcome act={claiming} done={words.taken(amount(taken))} />
      {why === undefined ? null : <Why why={explanationOf(why)} />}
    </Card>
  );
}
