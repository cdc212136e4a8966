import { type Refusal, refuse } from "../kernel/fault.ts";
import { challengeId } from "../kernel/ids.ts";
import { record, salt, type ValueOf } from "../kernel/schema.ts";
import type { Authored, HiddenUntilClosed, Matter } from "../kernel/visibility.ts";
import { challengesFaults as faults } from "./faults.ts";
import { answersShape, type Challenge } from "./types.ts";

const input = record({ challenge: challengeId, answers: answersShape, salt });

/** What somebody says of each of the accused. */
export type Judgement = ValueOf<typeof input>;

/** What both ways to judge have alike: the first answer, and the one to an appeal. */
export const judging = {
  author: "person",
  free: "a voice has no price",
  input,
  about: {
    challenge: "the challenge",
    answers: "about each of the accused, the lowest number first: yes, they must go; no; abstain",
    salt: "random bytes, so that nobody can guess the answers from their hash",
  },
} as const;

/** Hides what somebody says until all have answered. */
export function untilAllAnswered(matter: Matter): HiddenUntilClosed<Authored<Judgement>> {
  return {
    to: "author-until-closed",
    matter,
    matterOf: (said) => said.input.challenge,
    authorOf: (said) => said.author,
  };
}

/** Refuses what does not say something of each of the accused, and of nobody else. */
export function refusalOfAnswers(
  { answers }: Pick<Judgement, "answers">,
  { accused: all }: Pick<Challenge, "accused">,
): Refusal | undefined {
  return answers.length === all ? undefined : refuse(faults["other-count"], { all });
}
