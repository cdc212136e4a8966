import type { Happening } from "../activity/line.ts";

/** Money that came to an account or went from it. */
export interface Movement {
  readonly kind: "paid" | "income" | "offered" | "accepted" | "declined" | "returned" | "withdrawn";
  /** The other side; nothing where it is income. */
  readonly account?: number;
  /** What came, or less than zero what went. Units: micro-units. */
  readonly micro?: number;
  /** The text in which the payer said what for. */
  readonly note?: string;
  readonly hours?: number;
}

const OFFERS: Readonly<Record<string, Movement["kind"]>> = {
  "money/offer-made": "offered",
  "money/offer-accepted": "accepted",
  "money/offer-declined": "declined",
  "money/offer-returned": "returned",
  "money/offer-withdrawn": "withdrawn",
};

const numberIn = (value: unknown): number | undefined =>
  typeof value === "number" ? value : typeof value === "string" ? Number(value) : undefined;

/** Reads what happened as a movement of this person's money; nothing for what moved none of it. */
export function movementOf(
  { type, data }: Pick<Happening, "type" | "data">,
  person: number,
): Movement | undefined {
  if (type === "money/income-claimed") {
    if (numberIn(data["person"]) !== person) return undefined;
    return { kind: "income", hours: numberIn(data["hours"]) ?? 0 };
  }
  const kind = type === "money/paid" ? "paid" : OFFERS[type];
  const [from, to] = [numberIn(data["from"]), numberIn(data["to"])];
  if (kind === undefined || from === undefined || to === undefined) return undefined;
  if (from !== person && to !== person) return undefined;
  const isIn = to === person;
  const micro = numberIn(data["micro"]);
  return {
    kind,
    account: isIn ? from : to,
    ...(kind !== "paid" || micro === undefined ? {} : { micro: isIn ? micro : -micro }),
    ...(typeof data["note"] === "string" ? { note: data["note"] } : {}),
  };
}
