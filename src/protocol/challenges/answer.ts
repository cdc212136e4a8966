import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { challengeId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { holdText, releaseText } from "../texts/index.ts";
import { answered } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { isOwnNote } from "./texts.ts";
import { accused, challenges } from "./types.ts";

/**
 * Answers a challenge in which one is named; a later answer takes the place of an earlier one.
 *
 * Why also anyone who has left: it goes on without them, and they may come back.
 */
export const answer = defineAction({
  type: "challenges/answer",
  tag: 0x0b04,
  author: "person",
  free: "anyone who is accused may always answer",
  summary: "Answers a challenge that is about you.",
  visibility: "everyone",
  input: record({ challenge: challengeId, answer: bytes32 }),
  about: { challenge: "the challenge", answer: "the hash of your published answer" },
  refuses: [
    "challenges/is-over",
    "challenges/no-answer",
    "challenges/not-named",
    "challenges/unknown",
  ],
  check({ state, author, input }) {
    const row = challenges.get(state, [input.challenge]);
    if (row === undefined) return refuse(faults["unknown"]);
    const named = accused.get(state, [input.challenge, author]);
    if (named === undefined) return refuse(faults["not-named"]);
    const isOpen = named.outcome === "open" || named.outcome === "confirmed";
    if (!isOpen || row.stage === "over") return refuse(faults["is-over"]);
    return isOwnNote(state, author, input.answer) ? undefined : refuse(faults["no-answer"]);
  },
  apply({ state, author, input }) {
    const { challenge, answer: text } = input;
    const named = present(accused.get(state, [challenge, author]), "who answers is named");
    holdText(state, text);
    if (!isZero(named.answer)) releaseText(state, named.answer);
    accused.put(state, [challenge, author], { ...named, answer: text });
    return [answered([author], { challenge, person: author })];
  },
  why: ({ state, input }) =>
    explain(
      "challenges/answer",
      "Anyone who is named in a challenge has three days to answer before others judge, and may add to it until the end.",
      { challenge: input.challenge, until: challenges.get(state, [input.challenge])?.until ?? 0 },
      "Your answer stands beside the reason.",
    ),
});
