import { useState } from "preact/hooks";
import { communityNow } from "../../live/clock.ts";
import { useView } from "../../live/use-view.ts";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { MachineChoice } from "../machines/machine-choice.tsx";
import { useMachines } from "../machines/use-machines.ts";
import { fitting, type HelperWish, helperEffects, type What, whats } from "./helper-effects.ts";
import { ProposalForm } from "./proposal-form.tsx";

const isWhat = (text: string | undefined): text is What => whats.some((each) => each === text);

const whole = (text: string, most: number): number | undefined => {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 && value <= most ? value : undefined;
};

/** Which of the questions a wish asks. */
const asks = (what: What) => ({
  machine: what !== "lot",
  term: what !== "unseat" && what !== "lift",
  count: what === "lot",
});

/** Proposes what only everyone together decides about machines: seats, lots, bars. */
export function HelperForm({ query }: { readonly query: Readonly<Record<string, string>> }) {
  const words = useRoomWords();
  const form = words.helpers.form;
  const machines = useMachines() ?? [];
  const set = useView("validators/set", {}).data;
  const [what, setWhat] = useState<What>(isWhat(query["what"]) ? query["what"] : "seat");
  const [machine, setMachine] = useState(Number(query["machine"] ?? "0") || 0);
  const [days, setDays] = useState("");
  const [count, setCount] = useState("1");
  const [now] = useState(communityNow);
  const most = set?.seatDaysMax ?? 0;
  const pool = set?.lotPool.length ?? 0;
  const needs = asks(what);
  const candidates = machines.filter((each) => fitting(what, each));
  const wish: HelperWish = {
    what,
    machine: candidates.some((each) => each.machine === machine) ? machine : undefined,
    days: whole(days === "" ? String(most) : days, most),
    count: whole(count, pool),
  };
  const effects = helperEffects(wish, now);
  return (
    <ProposalForm
      kind="seat"
      missing={effects === undefined ? words.decide.needMore : undefined}
      rehearsal={effects?.[0]}
      effects={async () => ({ ok: true, value: effects ?? [] })}
    >
      <Choice
        label={form.what}
        options={whats.map((value) => ({ value, label: form.options[value] }))}
        value={what}
        onValue={setWhat}
        down
      />
      {needs.machine ? (
        <MachineChoice machines={candidates} value={machine} onValue={setMachine} />
      ) : null}
      {needs.count ? (
        <Field
          label={form.count}
          hint={form.countHint(pool)}
          kind="number"
          value={count}
          onValue={setCount}
        />
      ) : null}
      {needs.term ? (
        <Field
          label={form.days}
          hint={form.daysHint(most)}
          kind="number"
          value={days === "" ? String(most) : days}
          onValue={setDays}
        />
      ) : null}
    </ProposalForm>
  );
}
