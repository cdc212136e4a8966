import type { ComponentChildren } from "preact";
import { EmptySeats } from "./moot.tsx";

/** A whole page on which nothing is yet: seats, what it is for, and the first step. */
export function EmptyPage({
  title,
  sentence,
  children,
}: {
  readonly title: string;
  readonly sentence: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty empty-seats">
      <EmptySeats />
      <h2>{title}</h2>
      <p class="soft">{sentence}</p>
      {children}
    </div>
  );
}
