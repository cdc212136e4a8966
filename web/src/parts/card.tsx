import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** What a section, a card or a wash holds. */
export interface CardProps {
  readonly title?: string | undefined;
  /** Something short at the end of the title's line: a mark, a number, a way to all of it. */
  readonly side?: ComponentChildren;
  readonly children?: ComponentChildren;
}

function Block(props: CardProps & { readonly class: string }) {
  const { class: look, title, side, children } = props;
  const id = useId();
  if (title === undefined) return <div class={look}>{children}</div>;
  const head = <h2 id={id}>{title}</h2>;
  return (
    <section class={look} aria-labelledby={id}>
      {side === undefined ? (
        head
      ) : (
        <div class="section-head">
          {head}
          {side}
        </div>
      )}
      {children}
    </section>
  );
}

/** A part of a page: it lies on the paper. */
export const Section = (props: CardProps) => <Block {...props} class="section" />;

/** Something that waits for you: a thing in your hands. */
export const Card = ({ flat = false, ...props }: CardProps & { readonly flat?: boolean }) => (
  <Block {...props} class={flat ? "card card-flat" : "card"} />
);

/** Moss: it happens by itself, or it holds. Clay: look here. */
export const Wash = ({ tone, ...props }: CardProps & { readonly tone: "moss" | "clay" }) => (
  <Block {...props} class={`wash wash-${tone}`} />
);

/** One or two words about the state of a thing. */
export function Mark({
  tone = "plain",
  children,
}: {
  readonly tone?: "plain" | "moss" | "clay";
  readonly children: ComponentChildren;
}) {
  return <span class={`mark mark-${tone}`}>{children}</span>;
}
