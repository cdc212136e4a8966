/** One of the things of which several can be chosen. */
export interface SeveralOption {
  readonly value: number;
  readonly label: string;
  /** Whether it cannot be chosen now, since as many as may be are chosen. */
  readonly isOff: boolean;
}

/** What a choice of several asks. */
export interface SeveralProps {
  readonly label: string;
  readonly options: readonly SeveralOption[];
  readonly values: readonly number[];
  readonly onValues: (values: readonly number[]) => void;
  readonly hint?: string;
}

/** Any of a few, all of them seen at once. */
export function Several({ label, options, values, onValues, hint }: SeveralProps) {
  const turn = (value: number) =>
    onValues(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {hint === undefined ? null : <p class="soft small">{hint}</p>}
      <div class="choices choices-down">
        {options.map(({ value, label: name, isOff }) => (
          <label key={value} class="choice">
            <input
              type="checkbox"
              checked={values.includes(value)}
              disabled={isOff}
              onChange={() => turn(value)}
            />
            <bdi dir="auto">{name}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
