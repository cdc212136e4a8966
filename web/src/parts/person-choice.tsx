import { useId } from "preact/hooks";
import { useNames } from "../live/use-texts.ts";
import { useWords } from "../words/language.ts";

/** Which person is meant. */
export interface PersonChoiceProps {
  readonly label: string;
  readonly people: readonly number[];
  readonly value: number;
  readonly onValue: (person: number) => void;
  /** How they are called, where circles can be chosen too. */
  readonly nameOf?: (account: number) => string;
  /** What stands there before anybody is chosen. */
  readonly nobody?: string;
}

/** Chooses a person by name, from those who can be chosen. */
export function PersonChoice(props: PersonChoiceProps) {
  const { label, people, value, onValue } = props;
  const words = useWords();
  const names = useNames();
  const nameOf = props.nameOf ?? names.of;
  const id = useId();
  const named = people
    .map((person) => ({ person, name: nameOf(person) }))
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
        <option value="0">{props.nobody ?? words.money.choosePerson}</option>
        {named.map(({ person, name }) => (
          <option key={person} value={String(person)} dir="auto">
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
