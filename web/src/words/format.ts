import { currentTag } from "./tag.ts";

/** Writes a whole number the way the reader writes numbers. */
export const count = (value: number | bigint): string =>
  new Intl.NumberFormat(currentTag()).format(value);

/** Writes names as a sentence lists them: "Ana, Kofi and Lei". */
export const list = (items: readonly string[]): string =>
  new Intl.ListFormat(currentTag(), { type: "conjunction" }).format(items);

/** Writes several possibilities: "Ana, Kofi or Lei". */
export const either = (items: readonly string[]): string =>
  new Intl.ListFormat(currentTag(), { type: "disjunction" }).format(items);

/** The forms of a counted phrase; a language uses those that its grammar has. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Chooses the form that `value` takes and puts the number where the form says `#`. */
export function plural(value: number, forms: Forms): string {
  const rule = new Intl.PluralRules(currentTag()).select(value);
  return (forms[rule] ?? forms.other).replaceAll("#", count(value));
}

/**
 * Keeps a person's own words from turning the sentence around them.
 *
 * Why: an Arabic name inside an English sentence would pull the full stop to its other side.
 */
export const isolate = (text: string): string => `\u2068${text}\u2069`;

/** Writes a share such as 0.05 as "5%". */
export const share = (value: number): string =>
  new Intl.NumberFormat(currentTag(), { style: "percent", maximumFractionDigits: 2 }).format(value);

/** Writes a size in bytes in kB or MB. */
export function size(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  const style = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(currentTag(), style).format(value);
}
