import { isZero } from "../kernel/bytes.ts";
import type { ChallengeId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { releaseText } from "../texts/index.ts";
import { accused, challenges } from "./types.ts";

/** Lets go of a challenge's reason and of the answers to it, since it is over. */
export function releaseTextsOf(state: Writer, challenge: ChallengeId): void {
  for (const hash of [...textsOf(state, challenge)]) releaseText(state, hash);
}

/** The reasons of all challenges that are not over, and the answers to them. */
export function* challengeTexts(state: Reader): Iterable<Uint8Array> {
  for (const { key, row } of challenges.entries(state, [])) {
    if (row.stage !== "over") yield* textsOf(state, key[0]);
  }
}

function* textsOf(state: Reader, challenge: ChallengeId): Iterable<Uint8Array> {
  const reason = challenges.get(state, [challenge])?.reason;
  if (reason !== undefined) yield reason;
  for (const { row } of accused.entries(state, [challenge])) {
    if (!isZero(row.answer)) yield row.answer;
  }
}
