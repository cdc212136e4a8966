/** What happened on one day. */
export interface Day<Item> {
  /** A moment of that day. */
  readonly day: number;
  readonly items: readonly Item[];
}

const dayOf = (time: number): string => new Date(time).toDateString();

/**
 * Groups what happened by days, in the order in which it comes; of the future, what is there counts as now.
 *
 * Units: milliseconds since 1970; days are those of this device.
 */
export function byDay<Item extends { readonly time: number }>(
  items: readonly Item[],
  now: number,
): readonly Day<Item>[] {
  const days: { day: number; items: Item[] }[] = [];
  for (const item of items) {
    const time = Math.min(item.time, now);
    const last = days.at(-1);
    if (last !== undefined && dayOf(last.day) === dayOf(time)) last.items.push(item);
    else days.push({ day: time, items: [item] });
  }
  return days;
}
