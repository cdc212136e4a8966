import type { Event } from "../kernel/event.ts";
import type { ChallengeId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { hearingEnd } from "../membership/index.ts";
import { endIn, finish, outcomesOf, putOut, settle } from "./ending.ts";
import { appealOpened, appealProlonged } from "./events.ts";
import { dismissJury } from "./jury.ts";
import { move } from "./moving.ts";
import { type Accused, accused, ballots, type Challenge, voices } from "./types.ts";
import { type Count, countAnswers, everyonesVerdict, isTakenBack, juryVerdict } from "./verdict.ts";

/** Counts what a jury or everyone has answered, about each of the accused by themselves. */
export function closeVoting(
  state: Writer,
  challenge: ChallengeId,
  row: Challenge,
  now: number,
): readonly Event[] {
  const named = [...accused.entries(state, [challenge])];
  const given = [...ballots.entries(state, [challenge])].map((ballot) => ballot.row.answers);
  const counts = countAnswers(named.length, given);
  const events: Event[] = [];
  for (const [at, { key, row: held }] of named.entries()) {
    const count = counts[at];
    if (held.outcome !== "open" || count === undefined) continue;
    const verdict = verdictOf(row, count);
    accused.put(state, key, { ...held, ...count, outcome: verdict });
    if (verdict === "confirmed") continue;
    events.push(...settle(state, endIn(challenge, key[1], verdict), row, now));
  }
  dismissJury(state, challenge);
  const confirmed = outcomesOf(state, challenge, "confirmed");
  if (confirmed.length > 0 && row.way === "jury") {
    move(state, challenge, { ...row, stage: "appealable" }, row.until + row.appealDays * DAY);
    return events;
  }
  events.push(...putOut(state, challenge, confirmed, { ...row, now }));
  return [...events, ...finish(state, challenge, row, now)];
}

function verdictOf({ way, agreeing, eligible }: Challenge, count: Count) {
  return way === "jury" ? juryVerdict(count, agreeing) : everyonesVerdict(count, eligible);
}

/**
 * Ends the time to call on everyone: who did not has to go, about the others everyone is asked.
 *
 * Why it may go on: nobody has to go because their keys were frozen when they were to call.
 */
export function closeAppealTime(
  state: Writer,
  challenge: ChallengeId,
  row: Challenge,
  now: number,
): readonly Event[] {
  const confirmed = outcomesOf(state, challenge, "confirmed");
  const silent = confirmed.filter(
    (person) => accused.get(state, [challenge, person])?.appealedAt === 0,
  );
  const until = silent.reduce(
    (latest, person) => Math.max(latest, hearingEnd(state, person, row.closesAt, row.appealDays)),
    row.until,
  );
  if (until > row.until) {
    move(state, challenge, row, until);
    return [appealProlonged(silent, { challenge, until })];
  }
  const events = putOut(state, challenge, silent, { ...row, now });
  if (silent.length === confirmed.length) {
    return [...events, ...finish(state, challenge, row, now)];
  }
  return [...events, ...openAppeal(state, challenge, row, row.until)];
}

/** Asks everyone about those who have called on them. */
export function openAppeal(
  state: Writer,
  challenge: ChallengeId,
  row: Challenge,
  from: number,
): readonly Event[] {
  const until = from + row.appealDays * DAY;
  move(state, challenge, { ...row, stage: "appealed" }, until);
  return [appealOpened([], { challenge, until })];
}

/** Counts what everyone has answered about those who called on them. */
export function closeAppeal(
  state: Writer,
  challenge: ChallengeId,
  row: Challenge,
  now: number,
): readonly Event[] {
  const named = [...accused.entries(state, [challenge])];
  const given = [...voices.entries(state, [challenge])].map((voice) => voice.row.answers);
  const counts = countAnswers(named.length, given);
  const events: Event[] = [];
  const gone = [];
  for (const [at, { key, row: held }] of named.entries()) {
    const count = counts[at];
    if (!isAppealed(held) || count === undefined) continue;
    const { yes: appealYes, no: appealNo, neither: appealNeither } = count;
    accused.put(state, key, { ...held, appealYes, appealNo, appealNeither });
    if (isTakenBack(count, row.eligible)) {
      events.push(...settle(state, endIn(challenge, key[1], "honest"), row, now));
    } else gone.push(key[1]);
  }
  events.push(...putOut(state, challenge, gone, { ...row, now }));
  return [...events, ...finish(state, challenge, row, now)];
}

function isAppealed({ outcome, appealedAt }: Accused): boolean {
  return outcome === "confirmed" && appealedAt !== 0;
}
