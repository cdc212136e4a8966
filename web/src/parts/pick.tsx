import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { useWords } from "../words/language.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** One of those who can be picked. */
export interface PickOption {
  readonly value: number;
  readonly name: string;
  /** Tells look-alikes apart: a number, that several are called so. */
  readonly about?: string | undefined;
  readonly face: ComponentChildren;
}

/** What a field for picking somebody asks. */
export interface PickProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Those who fit what is typed, the likeliest first. */
  readonly options: readonly PickOption[];
  /** Who is picked, once somebody is. */
  readonly picked: PickOption | undefined;
  readonly onPick: (value: number) => void;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  /** Whether more fit than are listed. */
  readonly hasMore: boolean;
  /** Whether they are still being looked for. */
  readonly isLooking: boolean;
}

function Picked({ label, picked, onPick }: PickProps & { readonly picked: PickOption }) {
  const words = useWords().parts.pick;
  const id = useId();
  return (
    <div class="field">
      <p id={id} class="name">
        {label}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one line */}
      <div class="picked" role="group" aria-labelledby={id}>
        {picked.face}
        <div class="grow">
          <bdi class="name" dir="auto">
            {picked.name}
          </bdi>
          {picked.about === undefined ? null : <p class="soft small">{picked.about}</p>}
        </div>
        <Button kind="quiet" onPress={() => onPick(0)}>
          {words.change}
        </Button>
      </div>
    </div>
  );
}

function Options({
  id,
  props,
  at,
}: {
  readonly id: string;
  readonly props: PickProps;
  readonly at: number;
}) {
  return (
    <div id={id} class="offers" role="listbox" aria-label={props.label}>
      {props.options.map((option, index) => (
        // The keyboard chooses in the field, which keeps the focus.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={option.value}
          id={`${id}-${option.value}`}
          class={`offer${index === at ? " offer-now" : ""}`}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => props.onPick(option.value)}
        >
          {option.face}
          <span>
            <bdi class="name" dir="auto">
              {option.name}
            </bdi>
            {option.about === undefined ? null : (
              <>
                <br />
                <span class="soft small">{option.about}</span>
              </>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Where a key leads in the list; nothing where it does not move there. */
function moved(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  return key === "ArrowUp" ? Math.max(at - 1, 0) : undefined;
}

/**
 * Picks somebody by part of a name or by number.
 *
 * Shape: the field keeps the focus, and the arrows and Enter choose in the list below it, which lies in
 * the flow of the page so that it covers nothing and is read in its place.
 */
export function Pick(props: PickProps) {
  const { label, hint, options, picked, onPick, typed, onTyped, hasMore, isLooking } = props;
  const words = useWords().parts.pick;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  if (picked !== undefined) return <Picked {...props} picked={picked} />;
  const isListed = isOpen && options.length > 0;
  const onKey = (event: KeyboardEvent): void => {
    const next = moved(event.key, at, options.length);
    const chosen = options[at];
    if (next !== undefined) setAt(next);
    else if (event.key === "Enter" && isListed && chosen !== undefined) onPick(chosen.value);
    else if (event.key === "Escape" && isOpen) setOpen(false);
    else return;
    if (next !== undefined) setOpen(true);
    event.preventDefault();
  };
  const nobody = typed.trim() !== "" && options.length === 0 && !isLooking;
  const said = nobody
    ? words.nobody
    : isOpen && typed.trim() !== ""
      ? words.found(options.length)
      : "";
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : <p class="soft small">{hint}</p>}
      <div class="pick">
        <Icon name="find" small />
        <input
          id={id}
          class="input"
          type="text"
          dir="auto"
          role="combobox"
          autocomplete="off"
          placeholder={words.hint}
          value={typed}
          aria-expanded={isListed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(isListed && options[at] !== undefined
            ? { "aria-activedescendant": `${id}-list-${options[at].value}` }
            : {})}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKey}
          onInput={(event) => {
            setOpen(true);
            setAt(-1);
            onTyped(event.currentTarget.value);
          }}
        />
      </div>
      {isListed ? <Options id={`${id}-list`} props={props} at={at} /> : null}
      {isListed && hasMore ? <p class="soft small">{words.keepTyping}</p> : null}
      <p class={nobody ? "soft small" : "unseen"} role="status">
        {said}
      </p>
    </div>
  );
}
