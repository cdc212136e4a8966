import { defineAction } from "../kernel/action.ts";
import type { PersonId } from "../kernel/ids.ts";
import { bytes32, record, u32 } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { audience, textKind } from "../kernel/text-kind.ts";
import { explain } from "../kernel/why.ts";
import { members, requireMember } from "../membership/index.ts";
import { publishText, refusalOfText } from "./publishing.ts";
import { usageOf } from "./texts.ts";
import { type Allowance, APPLICANT_ALLOWANCE, MEMBER_ALLOWANCE } from "./types.ts";

/**
 * Puts a text's hash on the ledger; the text itself lies beside it and can be erased.
 *
 * Why a digest: the hash is made of it and of the author's number, so that anyone who sees the action
 * on its way can publish nothing of somebody else's, nor choose who reads it.
 * Why: applicants may publish a little, since people vouch for somebody who says who they are.
 * Source: README.md, rules 1 and 2.
 */
export const publish = defineAction({
  type: "records/publish",
  tag: 0x0701,
  author: "person",
  keeps: ({ bytes }) => bytes,
  summary: "Publishes a text for everybody or for members.",
  visibility: "everyone",
  input: record({ digest: bytes32, audience, kind: textKind, bytes: u32 }),
  about: {
    digest: "the SHA-256 of the salted text; the text's hash is made of it and of your number",
    audience: "public: anybody can read it; community: members can",
    kind: "what the text is",
    bytes: "how long it is, its salt included",
  },
  refuses: [
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "records/no-text",
    "records/taken",
    "records/too-long",
    "records/too-much",
  ],
  check(context) {
    const { state, author, input } = context;
    const isApplicant = members.get(state, [author])?.status === "applicant";
    const barred = isApplicant ? undefined : requireMember(state, author);
    return barred ?? refusalOfText(context, input, allowanceOf(state, author));
  },
  apply: (context) => [publishText(context, context.input).told],
  why({ state, author, input }) {
    const readers = input.audience === "public" ? "Anybody" : "Members";
    return explain(
      "records/publish",
      "Anyone who belongs here or has applied may publish texts, up to an allowance.",
      { bytes: input.bytes, used: usageOf(state, author), allowance: allowanceOf(state, author) },
      `${readers} can read it until you erase it.`,
    );
  },
});

function allowanceOf(state: Reader, person: PersonId): Allowance {
  const isApplicant = members.get(state, [person])?.status === "applicant";
  return isApplicant ? APPLICANT_ALLOWANCE : MEMBER_ALLOWANCE;
}
