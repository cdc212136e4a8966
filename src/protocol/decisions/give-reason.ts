import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { isZero } from "../kernel/bytes.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { decisionId } from "../kernel/ids.ts";
import { bytes32, record, salt, u16 } from "../kernel/schema.ts";
import { audience } from "../kernel/text-kind.ts";
import { explain } from "../kernel/why.ts";
import { TEXT_BYTES_MIN } from "../records/index.ts";
import { textHash } from "../texts/index.ts";
import { requireEligible } from "./eligibility.ts";
import { voteCast } from "./events.ts";
import { decisionsFaults as faults } from "./faults.ts";
import { reasonChanged } from "./reason-events.ts";
import { reasonFaults } from "./reason-faults.ts";
import { REASON_BYTES_MAX, reasons } from "./reasons.ts";
import { ballots, decisions, openDecisions } from "./types.ts";

const NO_TEXT = new Uint8Array(32);

/**
 * Says why one has answered as one did, says it otherwise, or takes it back.
 *
 * Why it writes the rows and has the event that another answer has: while voting lasts nobody can
 * see whether somebody has changed their answer or given a reason. So the ballot is written again too, and the text is in
 * no list and no count.
 * Why it is taken back also by anyone who may no longer answer: what people wrote is theirs.
 * Faults: decisions/unknown, decisions/closed, decisions/answer-first, decisions/not-in-circle,
 * decisions/no-reason, decisions/reason-too-long.
 * Source: README.md, rule 11.
 */
export const giveReason = defineAction({
  type: "decisions/give-reason",
  tag: 0x0a05,
  author: "person",
  visibility: {
    to: "author-until-closed",
    matter: openDecisions,
    matterOf: ({ input }) => input.decision,
    authorOf: ({ author }) => author,
  },
  free: "a reason moves no count that others could see",
  summary: "Says why you answered a proposal as you did, or takes that back.",
  input: record({ decision: decisionId, digest: bytes32, audience, bytes: u16, salt }),
  about: {
    decision: "the proposal",
    digest: "the SHA-256 of the salted text; zeros to take the reason back",
    audience: "who reads it once voting has ended; public: anybody; community: members",
    bytes: "how long the text is, its salt included; 0 to take the reason back",
    salt: "random bytes, so that nobody can guess anything from its hash",
  },
  refuses: [
    "decisions/answer-first",
    "decisions/closed",
    "decisions/joined-later",
    "decisions/no-reason",
    "decisions/not-in-circle",
    "decisions/reason-too-long",
    "decisions/unknown",
  ],
  check({ state, author, input, now }) {
    const decision = decisions.get(state, [input.decision]);
    if (decision === undefined) return refuse(faults.unknown);
    const { stage, closesAt } = decision;
    const isOpen = stage === "open";
    if (isOpen && now >= closesAt) return refuse(faults.closed, { closesAt });
    if (!ballots.has(state, [input.decision, author])) return refuse(reasonFaults["answer-first"]);
    if (isZero(input.digest)) {
      return input.bytes === 0 ? undefined : refuse(reasonFaults["no-reason"]);
    }
    const barred = isOpen ? requireEligible(state, decision, author) : undefined;
    return barred ?? lengthProblem(input.bytes);
  },
  apply({ state, author, input, now, ...world }) {
    const { decision, digest, salt, ...about } = input;
    const key = [decision, author] as const;
    const text = isZero(digest) ? NO_TEXT : textHash(world, author, digest);
    reasons.put(state, key, { ...about, text, at: now, salt });
    const told = { decision, person: author };
    if (!openDecisions.isOpen(state, decision)) return [reasonChanged([author], told)];
    const { ballot } = present(ballots.get(state, key), "a ballot was checked");
    ballots.put(state, key, { ballot, at: now, salt });
    return [voteCast([author], told)];
  },
  why({ state, input }) {
    const closesAt = decisions.get(state, [input.decision])?.closesAt ?? 0;
    const readers = input.audience === "public" ? "anybody" : "members";
    return explain(
      "decisions/give-reason",
      "Anyone who has answered may say why, in 2 kB, and change or take it back, also after the end.",
      { decision: input.decision, closesAt },
      `Nobody else can see it, or that it is there, until voting ends; then ${readers} can read it.`,
    );
  },
});

function lengthProblem(bytes: number): Refusal | undefined {
  if (bytes < TEXT_BYTES_MIN) return refuse(reasonFaults["no-reason"]);
  return bytes > REASON_BYTES_MAX
    ? refuse(reasonFaults["reason-too-long"], { most: REASON_BYTES_MAX })
    : undefined;
}
