import { amount, readAmount } from "../../words/amount.ts";
import { count, share } from "../../words/format.ts";

const basis = 10_000;

/** Writes a rule's figure in its unit, as a person would type it. */
export function writeFigure(value: number, unit: string): string {
  if (unit === "micro") return amount(String(value), { digits: 2 });
  if (unit === "basis-points") return String(value / 100);
  return String(value);
}

/** Writes a rule's figure for reading. */
export function sayFigure(value: number, unit: string): string {
  if (unit === "micro") return amount(String(value));
  if (unit === "basis-points") return share(value / basis);
  return count(value);
}

/** Reads a figure in its unit, or nothing if it is not one. */
export function readFigure(text: string, unit: string): number | undefined {
  if (unit === "micro") {
    const micro = readAmount(text);
    return micro === undefined ? undefined : Number(micro);
  }
  const value = Number(text.trim().replace(",", ".").replace("%", ""));
  if (text.trim() === "" || !Number.isFinite(value)) return undefined;
  const figure = unit === "basis-points" ? Math.round(value * 100) : value;
  return Number.isInteger(figure) ? figure : undefined;
}
