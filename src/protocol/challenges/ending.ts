import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { ChallengeId, PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { endForCause, type Pause, resumeAdmission } from "../membership/index.ts";
import { REST_DAYS } from "./engaging.ts";
import { decided, ended } from "./events.ts";
import { releaseTextsOf } from "./held-texts.ts";
import { move } from "./moving.ts";
import { type Accused, accused, type Challenge, running, shelters } from "./types.ts";

/** What comes of a challenge for one person. */
export interface Ending {
  readonly challenge: ChallengeId;
  readonly person: PersonId;
  readonly outcome: "honest" | "fallen";
}

/** Says what comes of a challenge for one person. */
export function endIn(
  challenge: ChallengeId,
  person: PersonId,
  outcome: Ending["outcome"],
): Ending {
  return { challenge, person, outcome };
}

/** The people whom a challenge names and for whom it has come so far. */
export function outcomesOf(
  state: Reader,
  challenge: ChallengeId,
  outcome: Accused["outcome"],
): PersonId[] {
  return [...accused.entries(state, [challenge])]
    .filter(({ row }) => row.outcome === outcome)
    .map(({ key }) => key[1]);
}

/** Ends a challenge for somebody who stays: an application goes on, and anyone who is honest is sheltered. */
export function settle(
  state: Writer,
  { challenge, person, outcome }: Ending,
  { restDays }: Challenge,
  now: number,
): readonly Event[] {
  const row = present(accused.get(state, [challenge, person]), "who is named has a row");
  accused.put(state, [challenge, person], { ...row, outcome });
  running.delete(state, [person]);
  if (outcome === "honest") shelters.put(state, [person], { until: now + restDays * DAY });
  const told = decided([person], { challenge, person, outcome });
  return [told, ...resumeAdmission(state, person, now)];
}

/** Ends a challenge for people who must go: membership ends, vouches fall, those who let them in pause. */
export function putOut(
  state: Writer,
  challenge: ChallengeId,
  people: readonly PersonId[],
  { pauseDays, pauseAgainDays, now }: Pause & { readonly now: number },
): readonly Event[] {
  if (people.length === 0) return [];
  for (const person of people) running.delete(state, [person]);
  const told = people.map((person) =>
    decided([person], { challenge, person, outcome: "confirmed" }),
  );
  return [...told, ...endForCause(state, people, { pauseDays, pauseAgainDays, now })];
}

/**
 * Ends a challenge as a whole.
 *
 * Why they rest: where some are honest and nobody has to go, anyone who asked for it asked in vain.
 */
export function finish(
  state: Writer,
  challenge: ChallengeId,
  row: Challenge,
  now: number,
): readonly Event[] {
  releaseTextsOf(state, challenge);
  const honest = outcomesOf(state, challenge, "honest").length;
  const confirmed = outcomesOf(state, challenge, "confirmed").length;
  const restUntil = honest > 0 && confirmed === 0 ? now + REST_DAYS * DAY : 0;
  move(state, challenge, { ...row, stage: "over", restUntil }, 0);
  return [ended([row.by], { challenge })];
}
