import { toHex } from "#protocol/index.js";
import { mayAnswer } from "../books.ts";
import { type AuditedReason, NO_REASON } from "../decisions.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { nameOfText } from "../texts.ts";
import { isOpenAt } from "./deciding.ts";

interface Reason {
  readonly decision: number;
  readonly digest: Uint8Array;
  readonly bytes: number;
  readonly salt: Uint8Array;
}

/** What the auditor thinks of why people answer as they do. */
export const reasonOpinions: Opinions = {
  "decisions/give-reason": opinion<Reason>({
    isWhole: true,
    objection(books, { author, input: { decision, digest, bytes }, now }) {
      const row = books.decisions.get(decision);
      if (row === undefined) return "there is no such decision";
      const isVoting = row.stage === "open";
      const isNone = digest.every((byte) => byte === 0);
      const isIn = mayAnswer(books, row.circle, author, row.openedAt);
      return unless(
        [!isVoting || isOpenAt(books, decision, now), "it is being counted"],
        [row.ballots.has(author), "they have not answered"],
        [isNone ? bytes === 0 : bytes >= 37 && bytes <= 2048, "it is no reason"],
        [isNone || !isVoting || isIn, "they have no voice in it any more"],
      );
    },
    apply({ decisions }, { author, input, now }) {
      const row = decisions.get(input.decision);
      const ballot = row?.ballots.get(author);
      if (row === undefined || ballot === undefined) return;
      const salt = toHex(input.salt);
      const isNone = input.digest.every((byte) => byte === 0);
      const text = isNone ? NO_REASON : nameOfText(author, input.digest);
      const reason: AuditedReason = { text, bytes: input.bytes, at: now, salt };
      row.reasons.set(author, reason);
      if (row.stage === "open") row.ballots.set(author, { ...ballot, salt });
    },
  }),
};
