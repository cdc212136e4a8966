import { currentTag } from "./tag.ts";

const micro = 1_000_000n;

/** Options of how an amount is written. */
export interface AmountStyle {
  /** Digits after the point. Bounds: 0 to 6. */
  readonly digits?: number;
  /** Writes "+" before what came in. */
  readonly signed?: boolean;
}

/**
 * Writes micro-units as people read money: "312400000" becomes "312.40".
 *
 * Why: what is cut off is cut towards zero, so nobody is shown more than they have.
 */
export function amount(units: string | number | bigint, style: AmountStyle = {}): string {
  const digits = style.digits ?? 2;
  const value = BigInt(units);
  const size = value < 0n ? -value : value;
  const rest = (size % micro).toString().padStart(6, "0").slice(0, digits);
  const text = `${size / micro}${digits > 0 ? `.${rest}` : ""}`;
  const formatted = new Intl.NumberFormat(currentTag(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(text as Intl.StringNumericLiteral);
  if (value < 0n) return `\u2212${formatted}`;
  return style.signed && value > 0n ? `+${formatted}` : formatted;
}

/**
 * Reads what a person typed as an amount, in micro-units, or nothing if it is not one.
 *
 * Shape: digits with at most one point or comma and at most six digits after it; spaces are ignored.
 */
export function readAmount(text: string): string | undefined {
  const parts = /^(\d{1,12})?(?:[.,](\d{0,6}))?$/.exec(text.replaceAll(/[\s\u00a0\u202f]/g, ""));
  if (parts === null || (parts[1] ?? "") + (parts[2] ?? "") === "") return undefined;
  const whole = BigInt(parts[1] ?? "0") * micro;
  return (whole + BigInt((parts[2] ?? "").padEnd(6, "0"))).toString();
}
