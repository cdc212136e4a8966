import { useState } from "preact/hooks";
import { communityNow } from "../../live/clock.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Field } from "../../parts/field.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { readFigure, sayFigure, writeFigure } from "./figure.ts";
import { ProposalForm } from "./proposal-form.tsx";

type Parameter = Shown<"constitution/rules">["parameters"][number];

/** What is proposed; nothing while the figure is out of reach. */
function planned({ name, kind, lowestNext, highestNext }: Parameter, value: number | undefined) {
  if (value === undefined || value < lowestNext || value > highestNext) return undefined;
  const input = { parameter: name, value };
  return kind === "seat"
    ? ({ type: "constitution/set-seat-parameter", input } as const)
    : ({ type: "constitution/set-parameter", input } as const);
}

const unitOf = (parameter: Parameter): string => String(parameter.unit);

function RuleFields({
  parameter,
  text,
  onText,
  error,
}: {
  readonly parameter: Parameter;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly error: string | undefined;
}) {
  const words = useRoomWords();
  const unit = unitOf(parameter);
  const { lowestNext, highestNext } = parameter;
  const rests = parameter.mayChangeFrom > communityNow();
  return (
    <>
      <p>
        <span class="soft small">{words.decide.now}</span>
        <br />
        {parameter.sentence}
      </p>
      {rests ? (
        <p class="soft small">
          {words.decide.restsUntil} <When at={parameter.mayChangeFrom} />.
        </p>
      ) : null}
      <Field
        label={words.decide.newValue}
        hint={`${words.decide.range(sayFigure(lowestNext, unit), sayFigure(highestNext, unit))} ${words.decide.units[unit as keyof typeof words.decide.units] ?? ""}`}
        kind="amount"
        value={text}
        onValue={onText}
        error={error}
      />
    </>
  );
}

function Form({
  rules,
  first,
}: {
  readonly rules: readonly Parameter[];
  readonly first: string | undefined;
}) {
  const words = useRoomWords().decide;
  const free = rules.find((each) => each.mayChangeFrom <= communityNow()) ?? rules[0];
  const [name, setName] = useState<string>(first ?? free?.name ?? "");
  const [text, setText] = useState("");
  const parameter = rules.find((each) => each.name === name);
  if (parameter === undefined) return null;
  const unit = unitOf(parameter);
  const value = readFigure(text, unit);
  const { lowestNext, highestNext } = parameter;
  const effect = planned(parameter, value);
  const within = effect !== undefined;
  const range = words.outOfRange(writeFigure(lowestNext, unit), writeFigure(highestNext, unit));
  const isOfSeats = parameter.kind === "seat";
  return (
    <ProposalForm
      kind={isOfSeats ? "seat" : "rule"}
      missing={within && value !== parameter.value ? undefined : range}
      rehearsal={effect}
      effects={async () => ({ ok: true, value: effect === undefined ? [] : [effect] })}
    >
      <div class="field">
        <label for="which-rule">{words.whichRule}</label>
        <select
          id="which-rule"
          class="input"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setText("");
          }}
        >
          {rules.map((each) => (
            <option key={each.name} value={each.name}>
              {each.sentence}
            </option>
          ))}
        </select>
      </div>
      <RuleFields
        parameter={parameter}
        text={text}
        onText={setText}
        error={text.trim() === "" || within ? undefined : range}
      />
    </ProposalForm>
  );
}

/** Proposes another figure for one rule, within what one step may reach. */
export function RuleForm({ first }: { readonly first: string | undefined }) {
  const rules = useView("constitution/rules", {}).data;
  return rules === undefined ? null : <Form rules={rules.parameters} first={first} />;
}
