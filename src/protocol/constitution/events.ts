import { defineEvent } from "../kernel/event.ts";
import { decisionId } from "../kernel/ids.ts";
import { bytes, bytes32, choice, moment, u16, u53 } from "../kernel/schema.ts";
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
/** Everyone has adopted an edition of the law, from a moment on. */
export const editionAdopted = defineEvent(
  "constitution/edition-adopted",
  { edition: u16, digest: bytes32, moment, adoption: u16, decision: decisionId },
  "everyone",
);
/** An adopted edition does not come to hold after all. */
export const editionDropped = defineEvent(
  "constitution/edition-dropped",
  { edition: u16, adoption: u16, decision: decisionId },
  "everyone",
);
/** The first block under an adopted edition is fixed. */
export const editionFixed = defineEvent(
  "constitution/edition-fixed",
  { edition: u16, height: u53, machines: u16, rehearsed: u16 },
  "everyone",
);
/** An edition of the law holds from the next block on. */
export const editionInForce = defineEvent(
  "constitution/edition-in-force",
  { edition: u16, height: u53, digest: bytes32 },
  "everyone",
);
/** An adopted edition is put off, and why. */
export const editionPutOff = defineEvent(
  "constitution/edition-put-off",
  {
    edition: u16,
    reason: choice(["none", "too-few-machines", "migration-failed"]),
    machines: u16,
    rehearsed: u16,
  },
  "everyone",
);
/** A machine has rehearsed the move to the edition that waits. */
export const editionRehearsed = defineEvent(
  "constitution/edition-rehearsed",
  { adoption: u16, address: bytes(20) },
  "everyone",
);
