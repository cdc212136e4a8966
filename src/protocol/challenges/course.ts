import type { RuleContext } from "../kernel/action.ts";
import type { Event } from "../kernel/event.ts";
import type { ChallengeId, PersonId } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import {
  HEARING_DAYS,
  hearingEnd,
  isMember,
  memberCount,
  pauseAdmission,
} from "../membership/index.ts";
import { finish, outcomesOf } from "./ending.ts";
import { begun, hearingProlonged, jurorsDrawn, lapsed, votingOpened } from "./events.ts";
import { drawJurors, hasJuries, requestJury, seatJurors, unseatSilent } from "./jury.ts";
import { move } from "./moving.ts";
import { refusalToBegin } from "./naming.ts";
import { accusedOf } from "./parties.ts";
import { accused, against, type Challenge, running, supporters } from "./types.ts";

type Hashing = Pick<RuleContext, "sha256">;

/**
 * Begins a challenge that has enough supporters: the accused are told, and their admission rests.
 *
 * Why the lot is asked for now: the roll is fixed before anybody can know the value, and drawn before
 * the time to answer is over.
 */
export function begin(
  state: Writer,
  world: Pick<RuleContext, "sha256" | "now">,
  challenge: ChallengeId,
  row: Challenge,
): readonly Event[] {
  const { now } = world;
  const kept = keepChallengeable(state, challenge, now);
  if (kept.length === 0) {
    return [lapsed([row.by], { challenge }), ...finish(state, challenge, row, now)];
  }
  for (const person of kept) {
    running.put(state, [person], { challenge });
    against.put(state, [person, challenge], {});
    pauseAdmission(state, person);
  }
  const way = hasJuries(state) ? "jury" : "everyone";
  const lot = way === "jury" ? requestJury(state, world, challenge, now) : 0;
  const until = heardAt(state, kept, now);
  const eligible = memberCount(state) - partiesThatAreMembers(state, challenge, row);
  move(state, challenge, { ...row, stage: "hearing", way, lot, eligible, beganAt: now }, until);
  return [begun([...kept, row.by], { challenge, accused: kept, way, until })];
}

/** Counts the parties who would judge if they were none; who has left would not, and counts for nothing. */
function partiesThatAreMembers(state: Reader, challenge: ChallengeId, { by }: Challenge): number {
  const supporting = [...supporters.entries(state, [challenge])].map(({ key }) => key[1]);
  const parties = [by, ...supporting, ...accusedOf(state, challenge)];
  return parties.filter((person) => isMember(state, person)).length;
}

/** Passes over those who are sheltered or challenged by others meanwhile; returns the rest. */
function keepChallengeable(state: Writer, challenge: ChallengeId, now: number): PersonId[] {
  const kept: PersonId[] = [];
  for (const { key, row } of [...accused.entries(state, [challenge])]) {
    if (refusalToBegin(state, key[1], now) === undefined) kept.push(key[1]);
    else accused.put(state, key, { ...row, outcome: "passed-over" });
  }
  return kept;
}

/** When all of them have had the time to answer. */
function heardAt(state: Reader, people: readonly PersonId[], toldAt: number): number {
  return people.reduce((latest, person) => Math.max(latest, hearingEnd(state, person, toldAt)), 0);
}

/** Lets those who judge answer, once all who are named have had the time to. */
export function openVoting(
  state: Writer,
  world: Hashing,
  challenge: ChallengeId,
  row: Challenge,
): readonly Event[] {
  const open = outcomesOf(state, challenge, "open");
  const heard = heardAt(state, open, row.beganAt);
  if (heard > row.until) {
    move(state, challenge, row, heard);
    return [hearingProlonged(open, { challenge, until: heard })];
  }
  if (row.way !== "jury") return askEveryone(state, challenge, row);
  // The lot has waited for two days when the three of the hearing are over, so it is settled.
  const { people, drawn } = drawJurors(state, world, { challenge, row }, row.jurors);
  if (people.length < row.jurors) return askEveryone(state, challenge, row);
  seatJurors(state, challenge, people);
  const closesAt = closing(row);
  const until = row.until + divFloor(closesAt - row.until, 2);
  move(state, challenge, { ...row, stage: "voting", drawn, closesAt }, until);
  return [
    votingOpened(open, { challenge, way: "jury", closesAt }),
    jurorsDrawn(people, { challenge, drawn: people, until }),
  ];
}

function closing({ until, days }: Challenge): number {
  return until + (days - HEARING_DAYS) * DAY;
}

/** Everyone but the parties judges: where there are no juries, or none could be drawn. */
function askEveryone(state: Writer, challenge: ChallengeId, row: Challenge): readonly Event[] {
  const closesAt = closing(row);
  move(state, challenge, { ...row, stage: "voting", way: "everyone", closesAt }, closesAt);
  const open = outcomesOf(state, challenge, "open");
  return [votingOpened(open, { challenge, way: "everyone", closesAt })];
}

/** Has others come in the place of jurors who have not answered by half of the time: once. */
export function replaceSilent(
  state: Writer,
  world: Hashing,
  challenge: ChallengeId,
  row: Challenge,
): readonly Event[] {
  const silent = unseatSilent(state, challenge);
  const { people, drawn } = drawJurors(state, world, { challenge, row }, silent);
  seatJurors(state, challenge, people);
  move(state, challenge, { ...row, drawn }, row.closesAt);
  return [jurorsDrawn(people, { challenge, drawn: people, until: row.closesAt })];
}

/** Lets a challenge lapse that found too few supporters. */
export function lapse(
  state: Writer,
  challenge: ChallengeId,
  row: Challenge,
  now: number,
): readonly Event[] {
  return [lapsed([row.by], { challenge }), ...finish(state, challenge, row, now)];
}
