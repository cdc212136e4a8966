import { defineEvent } from "../kernel/event.ts";
import { decisionId } from "../kernel/ids.ts";
import { bytes32, choice, moment, u16, u53 } from "../kernel/schema.ts";
import { parameterNames } from "./parameters.ts";

/** A rule has a new figure. */
export const parameterSet = defineEvent(
  "constitution/parameter-set",
  { parameter: choice(parameterNames), value: u53, from: moment, decision: decisionId },
  "everyone",
);
/** An article is in force, newly or with a new text. */
export const articleAdopted = defineEvent(
  "constitution/article-adopted",
  { article: u16, text: bytes32, decision: decisionId },
  "everyone",
);
/** An article is no longer in force. */
export const articleRepealed = defineEvent(
  "constitution/article-repealed",
  { article: u16, decision: decisionId },
  "everyone",
);
