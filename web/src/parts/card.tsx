import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** What a card holds. */
export interface CardProps {
  readonly title?: string | undefined;
  /** Something short at the end of the title's line: a mark, a number. */
  readonly side?: ComponentChildren;
  /** Clay asks to look here, moss says that something holds. */
  readonly wash?: "clay" | "moss";
  readonly children?: ComponentChildren;
}

/** One thing, said on its own piece of paper. */
export function Card({ title, side, wash, children }: CardProps) {
  const id = useId();
  const look = `card${wash === undefined ? "" : ` card-${wash}`}`;
  if (title === undefined) return <div class={look}>{children}</div>;
  return (
    <section class={look} aria-labelledby={id}>
      <div class="row row-apart">
        <h2 id={id}>{title}</h2>
        {side}
      </div>
      {children}
    </section>
  );
}

/** A card whose entries are parted by thin lines. */
export function CardList({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="card">
      <ul class="card-list">{children}</ul>
    </div>
  );
}

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
