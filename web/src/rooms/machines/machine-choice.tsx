import { useId } from "preact/hooks";
import { useNames } from "../../live/use-texts.ts";
import { useRoomWords } from "../../words/room-words.ts";
import type { Machine } from "./use-machines.ts";

/** Chooses a machine by who runs it, from those that can be chosen. */
export function MachineChoice({
  machines,
  value,
  onValue,
}: {
  readonly machines: readonly Machine[];
  readonly value: number;
  readonly onValue: (machine: number) => void;
}) {
  const words = useRoomWords().helpers;
  const names = useNames();
  const id = useId();
  const called = ({ machine, operator }: Machine): string =>
    operator === 0 ? words.machine(machine) : words.machineOf(names.of(operator), machine);
  if (machines.length === 0) return <p class="soft">{words.form.none}</p>;
  const chosen = machines.some(({ machine }) => machine === value) ? value : 0;
  return (
    <div class="field">
      <label for={id}>{words.form.which}</label>
      <select
        id={id}
        class="input"
        value={String(chosen)}
        onChange={(event) => onValue(Number(event.currentTarget.value))}
      >
        <option value="0">{words.form.choose}</option>
        {machines.map((each) => (
          <option key={each.machine} value={String(each.machine)} dir="auto">
            {called(each)}
          </option>
        ))}
      </select>
    </div>
  );
}
