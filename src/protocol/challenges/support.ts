import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { challengeId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireMember } from "../membership/index.ts";
import { begin } from "./course.ts";
import { engage, refusalToSupport, rowOf } from "./engaging.ts";
import { supported } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { accused, challenges, supporters } from "./types.ts";

/**
 * Supports a challenge; with the last supporter that it needs it begins.
 *
 * Why no more than are needed: anyone who supports it does not judge.
 * Source: README.md, rule 2.
 */
export const support = defineAction({
  type: "challenges/support",
  tag: 0x0b02,
  author: "person",
  summary: "Supports a challenge that you have reason to share.",
  visibility: "everyone",
  input: record({ challenge: challengeId }),
  about: { challenge: "the challenge" },
  refuses: [
    "challenges/already-supported",
    "challenges/not-gathering",
    "challenges/not-yourself",
    "challenges/one-at-a-time",
    "challenges/rests-after-honest",
    "challenges/unknown",
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
  ],
  check({ state, author, input, now }) {
    const stranger = requireMember(state, author);
    if (stranger !== undefined) return stranger;
    const row = challenges.get(state, [input.challenge]);
    if (row === undefined) return refuse(faults["unknown"]);
    if (row.stage !== "gathering" || now >= row.until) return refuse(faults["not-gathering"]);
    if (accused.has(state, [input.challenge, author])) return refuse(faults["not-yourself"]);
    const isIn = row.by === author || supporters.has(state, [input.challenge, author]);
    return isIn ? refuse(faults["already-supported"]) : refusalToSupport(state, author, now);
  },
  apply({ state, author, input, now, sha256 }) {
    const { challenge } = input;
    const row = rowOf(state, challenge);
    const counted = { ...row, supporters: row.supporters + 1 };
    supporters.put(state, [challenge, author], {});
    engage(state, author, challenge);
    challenges.put(state, [challenge], counted);
    const told = supported([author, row.by], { challenge, by: author });
    if (counted.supporters < row.needed) return [told];
    return [told, ...begin(state, { sha256, now }, challenge, counted)];
  },
  why: ({ state, input }) => {
    const row = challenges.get(state, [input.challenge]);
    return explain(
      "challenges/support",
      "A challenge begins with as many supporters as it needs; anyone who supports it does not judge.",
      { challenge: input.challenge, supporters: row?.supporters ?? 0, needed: row?.needed ?? 0 },
      "You support this challenge until it is over, and no other meanwhile.",
    );
  },
});
