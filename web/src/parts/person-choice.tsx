import { useId } from "preact/hooks";
import { useNames } from "../live/use-texts.ts";
import { useWords } from "../words/language.ts";

/** Which person is meant. */
export interface PersonChoiceProps {
  readonly label: string;
  readonly people: readonly number[];
  readonly value: number;
  readonly onValue: (person: number) => void;
}

/** Chooses a person by name, from those who can be chosen. */
export function PersonChoice({ label, people, value, onValue }: PersonChoiceProps) {
  const words = useWords();
  const names = useNames();
  const id = useId();
  const named = people
    .map((person) => ({ person, name: names.of(person) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={String(value)}
        onChange={(event) => onValue(Number(event.currentTarget.value))}
      >
        <option value="0">{words.money.choosePerson}</option>
        {named.map(({ person, name }) => (
          <option key={person} value={String(person)} dir="auto">
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
