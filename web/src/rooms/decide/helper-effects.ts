import type { PlainAction } from "folkmoot/client";

/** What everyone can decide about machines. */
export const whats = ["seat", "lot", "unseat", "lift", "lift-seat"] as const;

/** One of them. */
export type What = (typeof whats)[number];

/** What somebody wants to propose; what is missing is not filled in or does not fit. */
export interface HelperWish {
  readonly what: What;
  readonly machine: number | undefined;
  readonly days: number | undefined;
  readonly count: number | undefined;
}

/** How a machine stands, as far as it matters for what can be proposed. */
export interface Standing {
  readonly standing: string;
  readonly seatUntil: number;
}

const day = 86_400_000;

/** Whether something can be proposed about a machine as it stands. */
export function fitting(what: What, { standing, seatUntil }: Standing): boolean {
  if (what === "lift" || what === "lift-seat") return standing === "barred";
  if (standing === "barred" || standing === "withdrawn") return false;
  return what === "seat" || seatUntil > 0;
}

/** Writes what a passed decision does; nothing while something is missing. */
export function helperEffects(
  { what, machine, days, count }: HelperWish,
  now: number,
): readonly PlainAction[] | undefined {
  const until = days === undefined ? undefined : now + days * day;
  if (what === "lot") {
    if (count === undefined || until === undefined) return undefined;
    return [{ type: "validators/seat-by-lot", input: { count, until } }];
  }
  if (machine === undefined) return undefined;
  if (what === "unseat") return [{ type: "validators/unseat-machine", input: { machine } }];
  const lift = { type: "validators/lift-bar", input: { machine } } as const;
  if (what === "lift") return [lift];
  if (until === undefined) return undefined;
  const seat = { type: "validators/seat-machine", input: { machine, until } } as const;
  return what === "seat" ? [seat] : [lift, seat];
}
