import { equalBytes } from "../kernel/bytes.ts";
import type { DecisionId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { articles, charter } from "./types.ts";

/** An article in force. */
export interface Article {
  readonly article: number;
  readonly text: Uint8Array;
  readonly since: number;
  readonly decision: DecisionId;
}

/** How many articles have ever been numbered. */
export function articleCount(state: Reader): number {
  return charter.get(state, [])?.articles ?? 0;
}

/** Lists the articles in force, in the order of their numbers. */
export function articlesInForce(state: Reader): Article[] {
  const inForce: Article[] = [];
  for (const { key, row } of articles.entries(state, [])) {
    const { text, since, until, decision } = row;
    if (until === 0) inForce.push({ article: key[0], text, since, decision });
  }
  return inForce;
}

/**
 * Tells whether a text is the charter or an article in force, by its hash.
 *
 * Cost: reads every article.
 */
export function isConstitutional(state: Reader, text: Uint8Array): boolean {
  const founding = charter.get(state, [])?.text;
  if (founding !== undefined && equalBytes(founding, text)) return true;
  return articlesInForce(state).some((article) => equalBytes(article.text, text));
}
