import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { holdText, releaseText, requireOwnText } from "../texts/index.ts";
import { hearingAnswered } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { isHearingOpen } from "./hearing.ts";
import { hearings } from "./waiting-types.ts";

/**
 * Answers why others want to exclude one; a later answer takes the place of an earlier one.
 */
export const answerHearing = defineAction({
  type: "membership/answer-hearing",
  tag: 0x030c,
  author: "person",
  free: "anyone who is accused may always answer",
  summary: "Answers those who want to exclude you.",
  visibility: "everyone",
  input: record({ answer: bytes32 }),
  about: { answer: "the hash of your published answer" },
  refuses: [
    "membership/no-hearing",
    "membership/no-reason",
    "records/erased",
    "records/not-yours",
    "records/other-kind",
    "records/unknown-text",
  ],
  check({ state, author, input, now }) {
    const hearing = hearings.get(state, [author]);
    if (hearing === undefined || !isHearingOpen(hearing, now)) return refuse(faults["no-hearing"]);
    if (isZero(input.answer)) return refuse(faults["no-reason"]);
    return requireOwnText(state, author, { hash: input.answer, kind: "answer" });
  },
  apply({ state, author, input }) {
    const hearing = present(hearings.get(state, [author]), "the hearing was checked");
    holdText(state, input.answer);
    if (!isZero(hearing.answer)) releaseText(state, hearing.answer);
    hearings.put(state, [author], { ...hearing, answer: input.answer });
    return [hearingAnswered([author, hearing.by], { person: author })];
  },
  why: ({ state, author }) =>
    explain(
      "membership/answer-hearing",
      "Anyone who is to be excluded may answer first.",
      { since: hearings.get(state, [author])?.at ?? 0 },
      "Your answer stands beside the reason.",
    ),
});
