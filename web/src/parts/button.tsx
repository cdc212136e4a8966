import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** What a button does. */
export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress?: () => void;
  /** The one thing to go on with, or something that may be left alone. */
  readonly kind?: "go" | "plain" | "quiet";
  /** Sends the form that it is in. */
  readonly submit?: boolean;
  /** The reason why it cannot work now, in a sentence; it is said before it is pressed. */
  readonly cannot?: string | undefined;
  /** Already working: pressing again does nothing. */
  readonly busy?: boolean;
  readonly wide?: boolean;
  /** For one of several that can be chosen: whether it is chosen now. */
  readonly pressed?: boolean;
  /** Cannot work now, for a reason that the page says right before it. */
  readonly off?: boolean;
}

const look = (kind: ButtonProps["kind"], wide: boolean | undefined): string =>
  `button${kind === undefined || kind === "plain" ? "" : ` button-${kind}`}${wide ? " button-wide" : ""}`;

/**
 * A button that says why when it cannot work.
 *
 * Why: it stays reachable by keyboard, so that the reason is heard too, and does nothing.
 */
export function Button(props: ButtonProps) {
  const { children, onPress, kind, submit, cannot, busy, wide, pressed } = props;
  const id = useId();
  const off = cannot !== undefined || busy === true || props.off === true;
  const press = (event: Event): void => {
    if (off) event.preventDefault();
    else onPress?.();
  };
  const button = (
    <button
      type={submit ? "submit" : "button"}
      class={look(kind, wide)}
      onClick={press}
      {...(off ? { "aria-disabled": "true" as const } : {})}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      {...(busy ? { "aria-busy": "true" as const } : {})}
      {...(cannot === undefined ? {} : { "aria-describedby": id })}
    >
      {children}
    </button>
  );
  if (cannot === undefined) return button;
  return (
    <div class="cannot">
      {button}
      <p id={id} class="soft small">
        {cannot}
      </p>
    </div>
  );
}

/** A way to another page that looks like a button. */
export function ButtonLink({
  href,
  kind,
  wide,
  children,
}: {
  readonly href: string;
  readonly kind?: ButtonProps["kind"];
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <a class={look(kind, wide)} href={href}>
      {children}
    </a>
  );
}
