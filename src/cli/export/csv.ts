/** A value in a list for people. */
export type Cell = string | number | boolean | null;

/**
 * Writes a list as CSV.
 *
 * Why the apostrophe: a spreadsheet would run words that begin with = + - or @ as a formula.
 * Source: RFC 4180.
 */
export function csv(heads: readonly string[], lines: readonly (readonly Cell[])[]): string {
  return `${[heads, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return "";
  const words = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value}`;
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}
