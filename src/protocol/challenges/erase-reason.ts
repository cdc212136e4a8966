import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { challengeId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { recordsFaults } from "../records/index.ts";
import { rowOf } from "./engaging.ts";
import { reasonErased } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { eraseReasonText, isHeldElsewhere, isReadable } from "./texts.ts";
import { accused, challenges } from "./types.ts";

/**
 * Has the reason of a challenge erased, once it is over, at the wish of somebody whom it named.
 *
 * Why: what was said about somebody need not be read for ever, whatever came of it.
 */
export const eraseReason = defineAction({
  type: "challenges/erase-reason",
  tag: 0x0b08,
  author: "person",
  free: "what was said about somebody is theirs to have erased",
  summary: "Has the reason erased of a challenge that was about you.",
  visibility: "everyone",
  input: record({ challenge: challengeId }),
  about: { challenge: "the challenge" },
  refuses: [
    "challenges/already-erased",
    "challenges/not-named",
    "challenges/not-over",
    "challenges/unknown",
    "records/in-force",
  ],
  check({ state, author, input }) {
    const row = challenges.get(state, [input.challenge]);
    if (row === undefined) return refuse(faults["unknown"]);
    if (!accused.has(state, [input.challenge, author])) return refuse(faults["not-named"]);
    if (row.stage !== "over") return refuse(faults["not-over"]);
    if (!isReadable(state, row.reason)) return refuse(faults["already-erased"]);
    const isHeld = isHeldElsewhere(state, row.reason);
    return isHeld ? refuse(recordsFaults["in-force"]) : undefined;
  },
  apply({ state, author, input, now }) {
    const { challenge } = input;
    const row = rowOf(state, challenge);
    const erased = eraseReasonText(state, row, now);
    return [reasonErased([author, row.by], { challenge, person: author }), erased];
  },
  why: ({ input }) =>
    explain(
      "challenges/erase-reason",
      "When a challenge is over, the person it named may have its reason erased.",
      { challenge: input.challenge },
      "Every node deletes the reason; only a hash stays, which tells nothing.",
    ),
});
