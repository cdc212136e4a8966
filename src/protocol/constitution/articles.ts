import { isZero } from "../kernel/bytes.ts";
import type { DecisionId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import type { TextReference } from "../kernel/text-kind.ts";
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

/** The texts that are in force: the charter, where there is one, and the articles. */
export function* textsInForce(state: Reader): Iterable<TextReference> {
  const founding = charter.get(state, [])?.text;
  if (founding !== undefined && !isZero(founding)) yield { hash: founding, kind: "charter" };
  for (const { text } of articlesInForce(state)) yield { hash: text, kind: "article" };
}

/** The hashes of the texts that are in force. */
export function* hashesInForce(state: Reader): Iterable<Uint8Array> {
  for (const { hash } of textsInForce(state)) yield hash;
}
