import { useId } from "preact/hooks";
import { useWords } from "../words/language.ts";
import { Icon } from "./icon.tsx";
import { type Audience, Readers } from "./readers.tsx";

/** What a field asks for. */
export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** One sentence of help under the label. */
  readonly hint?: string | undefined;
  /** What is wrong, in a sentence. */
  readonly error?: string | undefined;
  /** Who will be able to read what is written here. */
  readonly readBy?: Audience;
  readonly kind?: "text" | "amount" | "number" | "password" | "long";
  readonly limit?: number;
  readonly required?: boolean;
  readonly autocomplete?: string;
  /** Possible values that the browser offers while typing. */
  readonly offers?: readonly string[];
}

const numeric = (kind: FieldProps["kind"]): boolean => kind === "amount" || kind === "number";

const typing = {
  text: { type: "text", dir: "auto" },
  amount: { type: "text", inputMode: "decimal", autocomplete: "off" },
  number: { type: "text", inputMode: "numeric", autocomplete: "off" },
} as const;

function Offers({ id, offers }: { readonly id: string; readonly offers: readonly string[] }) {
  return (
    <datalist id={id}>
      {offers.map((offer) => (
        <option key={offer} value={offer} />
      ))}
    </datalist>
  );
}

type Shared = ReturnType<typeof sharedOf>;

function sharedOf(id: string, props: FieldProps) {
  const { value, onValue, hint, error, readBy, kind, limit, required } = props;
  const about = [
    hint === undefined ? undefined : `${id}-hint`,
    error === undefined ? undefined : `${id}-error`,
    readBy === undefined ? undefined : `${id}-readers`,
  ].filter((each) => each !== undefined);
  return {
    id,
    class: `input${kind === "amount" ? " input-amount" : numeric(kind) ? " number" : ""}`,
    value,
    required: required ?? false,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      onValue(event.currentTarget.value),
    ...(limit === undefined ? {} : { maxLength: limit }),
    ...(about.length === 0 ? {} : { "aria-describedby": about.join(" ") }),
    ...(error === undefined ? {} : { "aria-invalid": "true" as const }),
    ...(props.autocomplete === undefined ? {} : { autocomplete: props.autocomplete }),
  };
}

function Input({ shared, props }: { readonly shared: Shared; readonly props: FieldProps }) {
  const { kind = "text", offers } = props;
  if (kind === "long") return <textarea {...shared} dir="auto" />;
  if (kind === "password") return <input {...shared} type="password" />;
  if (offers === undefined) return <input {...typing[kind]} {...shared} />;
  return (
    <>
      <input type="text" dir="auto" list={`${shared.id}-offers`} {...shared} />
      <Offers id={`${shared.id}-offers`} offers={offers} />
    </>
  );
}

/** A labelled field that says who will read it, before anything is written into it. */
export function Field(props: FieldProps) {
  const words = useWords();
  const id = useId();
  const { label, hint, error, readBy, required } = props;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required ? <span class="soft small"> ({words.parts.needed})</span> : null}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} class="soft small">
          {hint}
        </p>
      )}
      <Input shared={sharedOf(id, props)} props={props} />
      {error === undefined ? null : (
        <p id={`${id}-error`} class="field-error" role="alert">
          <Icon name="look" small />
          {error}
        </p>
      )}
      {readBy === undefined ? null : <Readers audience={readBy} id={`${id}-readers`} />}
    </div>
  );
}
