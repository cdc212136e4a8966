import { toPlain } from "../protocol/kernel/plain.ts";

/**
 * The path of a view with its question.
 *
 * Shape: each field by its name, lists and records as JSON; `words` are added to the question.
 */
export function viewPath(
  name: string,
  query: unknown,
  words: { readonly [name: string]: string } = {},
): string {
  const search = new URLSearchParams(words);
  for (const [field, value] of Object.entries(toPlain(query) ?? {})) {
    search.set(field, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return `/views/${name}${search.size > 0 ? `?${search}` : ""}`;
}
