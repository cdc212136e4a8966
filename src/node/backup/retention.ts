import type { NamedBackup } from "./backup-name.ts";

/** How many days, weeks and months of scheduled backups are kept. */
export const KEPT = { days: 7, weeks: 4, months: 12 } as const;

const DAY_MS = 86_400_000;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY = 4;

/**
 * Names the scheduled backups that are no longer kept.
 *
 * Why the newest of each day, week and month: what is looked for is mostly the newest state of a time.
 * Bounds: at most 7 + 4 + 12 stay; those that somebody made by hand are nobody's to take away.
 */
export function noLongerKept(backups: readonly NamedBackup[]): readonly NamedBackup[] {
  const scheduled = backups.filter(({ isScheduled }) => isScheduled);
  const newestFirst = scheduled.sort((left, right) => right.madeAt - left.madeAt);
  const kept = new Set<NamedBackup>();
  const keep = (most: number, spanOf: (madeAt: number) => string): void => {
    const spans = new Set<string>();
    for (const backup of newestFirst) {
      const span = spanOf(backup.madeAt);
      if (spans.has(span)) continue;
      if (spans.size === most) return;
      spans.add(span);
      kept.add(backup);
    }
  };
  const day = (madeAt: number): number => Math.floor(madeAt / DAY_MS);
  keep(KEPT.days, (madeAt) => String(day(madeAt)));
  keep(KEPT.weeks, (madeAt) => String(Math.floor((day(madeAt) - FIRST_MONDAY) / 7)));
  keep(KEPT.months, (madeAt) => new Date(madeAt).toISOString().slice(0, 7));
  return newestFirst.filter((backup) => !kept.has(backup));
}
