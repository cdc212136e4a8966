import { type Refusal, refuse } from "../kernel/fault.ts";
import type { ChallengeId, PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { members, requireMember } from "../membership/index.ts";
import { challengesFaults as faults } from "./faults.ts";
import { accused, type Challenge, jurors, supporters } from "./types.ts";

/** The people whom a challenge names, in the order of their numbers. */
export function accusedOf(state: Reader, challenge: ChallengeId): PersonId[] {
  return [...accused.entries(state, [challenge])].map(({ key }) => key[1]);
}

/** Tells whether somebody opened a challenge, supports it, or is named in it. */
export function isParty(
  state: Reader,
  challenge: ChallengeId,
  { by }: Pick<Challenge, "by">,
  person: PersonId,
): boolean {
  if (person === by || supporters.has(state, [challenge, person])) return true;
  return accused.has(state, [challenge, person]);
}

/**
 * Refuses anyone who does not judge a challenge with everyone: strangers, the parties, and who came later.
 *
 * Why later ones not: nobody brings in people to judge after it has begun.
 */
export function refusalToJudge(
  state: Reader,
  challenge: ChallengeId,
  row: Challenge,
  person: PersonId,
): Refusal | undefined {
  const stranger = requireMember(state, person);
  if (stranger !== undefined) return stranger;
  if (isParty(state, challenge, row, person)) return refuse(faults["is-party"]);
  const member = members.get(state, [person]);
  const isLater = member !== undefined && !member.founder && member.since >= row.beganAt;
  return isLater ? refuse(faults["joined-later"], { beganAt: row.beganAt }) : undefined;
}

/** Refuses anyone who does not answer first: who is no juror where there is a jury. */
export function refusalToVote(
  state: Reader,
  challenge: ChallengeId,
  row: Challenge,
  person: PersonId,
): Refusal | undefined {
  const refusal = refusalToJudge(state, challenge, row, person);
  if (refusal !== undefined || row.way !== "jury") return refusal;
  const sits = jurors.get(state, [challenge, person])?.seat === "sits";
  return sits ? undefined : refuse(faults["not-a-juror"]);
}
