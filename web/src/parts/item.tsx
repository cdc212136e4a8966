import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

/** What a row holds: who or what, a second line, and something to do or to know. */
export interface ItemProps {
  /** A face or a tile. */
  readonly lead?: ComponentChildren;
  readonly title: ComponentChildren;
  /** The level of the title, where the rows stand under no section's title. */
  readonly level?: 2 | 3;
  /** The whole row leads there. */
  readonly href?: string | undefined;
  /** The second line. */
  readonly about?: ComponentChildren;
  /** At the end of the row: an amount, a button, a mark. */
  readonly end?: ComponentChildren;
  /** More, below both lines. */
  readonly children?: ComponentChildren;
}

/** One of several things, parted by a hairline. */
export function Item({ lead, title, level = 3, href, about, end, children }: ItemProps) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <li class="item">
      {lead}
      <div class="item-words">
        <Title class="name" dir="auto">
          {href === undefined ? (
            title
          ) : (
            <a class="plain cover" href={href}>
              {title}
            </a>
          )}
        </Title>
        {about === undefined ? null : <p class="soft small">{about}</p>}
        {children}
      </div>
      {end === undefined ? (
        href === undefined ? null : (
          <Icon name="next" small />
        )
      ) : (
        <span class="item-end">{end}</span>
      )}
    </li>
  );
}
