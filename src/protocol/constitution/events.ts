import { defineEvent } from "../kernel/event.ts";
import type { DecisionId } from "../kernel/ids.ts";

/** A rule has a new figure. */
export const parameterSet = defineEvent<{
  parameter: string;
  value: number;
  from: number;
  decision: DecisionId;
}>("constitution/parameter-set");
/** An article is in force, newly or with a new text. */
export const articleAdopted = defineEvent<{
  article: number;
  text: Uint8Array;
  decision: DecisionId;
}>("constitution/article-adopted");
/** An article is no longer in force. */
export const articleRepealed = defineEvent<{ article: number; decision: DecisionId }>(
  "constitution/article-repealed",
);
