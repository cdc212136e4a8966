import { useId } from "preact/hooks";
import { type Audience, Readers } from "./readers.tsx";

/** One of the things that can be chosen. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** What a choice asks. */
export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | undefined;
  readonly onValue: (value: Value) => void;
  readonly readBy?: Audience;
  /** One below the other, for options that need a line each. */
  readonly down?: boolean;
}

/** One of a few, all of them seen at once. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{props.label}</legend>
      <div class={`choices${props.down ? " choices-down" : ""}`}>
        {props.options.map((option) => (
          <label key={option.value} class="choice">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onValue(option.value)}
            />
            <span>
              {option.label}
              {option.hint === undefined ? null : (
                <>
                  <br />
                  <span class="soft small">{option.hint}</span>
                </>
              )}
            </span>
          </label>
        ))}
      </div>
      {props.readBy === undefined ? null : <Readers audience={props.readBy} />}
    </fieldset>
  );
}
