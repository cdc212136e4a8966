import { peopleCount } from "../identity/index.ts";
import type { RuleContext } from "../kernel/action.ts";
import { inDomain } from "../kernel/domain.ts";
import type { ChallengeId, PersonId } from "../kernel/ids.ts";
import { challengeId } from "../kernel/ids.ts";
import { encode, record, u32 } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { memberCount, members, sharesAdmittingVoucher } from "../membership/index.ts";
import { allowsJuries, drawSequence, lotOutcome, requestLot } from "../validators/index.ts";
import { accusedOf, isParty } from "./parties.ts";
import { ballots, type Challenge, juries, jurors } from "./types.ts";

type Hashing = Pick<RuleContext, "sha256">;

/** Members below whom there is no jury. */
export const JURY_MEMBERS_MIN = 30;
/** Places of the roll that are looked at to find a jury and those who come in their place. */
const DRAWN_MAX = 4_096;

/** Tells whether a jury can be drawn by a lot that nobody chooses or knows. */
export function hasJuries(state: Reader): boolean {
  if (memberCount(state) < JURY_MEMBERS_MIN) return false;
  return allowsJuries(state);
}

const rollShape = record({ challenge: challengeId, people: u32 });

/**
 * Freezes the roll of everybody's numbers and asks for a lot; returns its running number.
 *
 * Why all numbers: nothing has to be listed; anyone who may not be a juror is passed over when drawn,
 * and who may be one was fixed when the challenge began.
 */
export function requestJury(
  state: Writer,
  { sha256 }: Hashing,
  challenge: ChallengeId,
  now: number,
): number {
  const people = peopleCount(state);
  const roll = sha256(inDomain("jury-roll", encode(rollShape, { challenge, people })));
  return requestLot(state, now, { kind: "jury", roll, size: people });
}

/** A challenge with its number. */
interface Numbered {
  readonly challenge: ChallengeId;
  readonly row: Challenge;
}

/** What came of a draw: who was drawn, and how many places of the roll have been used up. */
export interface Drawn {
  readonly people: readonly PersonId[];
  readonly drawn: number;
}

/**
 * Draws so many jurors more, behind those who were drawn already; fewer where the roll ends.
 *
 * Bounds: no more than 4,096 places of the roll are looked at in all.
 */
export function drawJurors(
  state: Reader,
  world: Hashing,
  { challenge, row }: Numbered,
  count: number,
): Drawn {
  const lot = lotOutcome(state, { kind: "jury", number: row.lot });
  const people: PersonId[] = [];
  let drawn = 0;
  if (lot.standing !== "drawn") return { people, drawn: row.drawn };
  const named = accusedOf(state, challenge);
  for (const place of drawSequence(world, lot)) {
    if (people.length === count || drawn === DRAWN_MAX) break;
    drawn += 1;
    if (drawn <= row.drawn) continue;
    const person = (place + 1) as PersonId;
    if (!mayBeJuror(state, challenge, row, person)) continue;
    // A juror came by nobody by whom an accused came.
    if (!named.some((each) => sharesAdmittingVoucher(state, each, person))) people.push(person);
  }
  return { people, drawn: Math.max(drawn, row.drawn) };
}

/** A juror has belonged for long enough, and is no party. */
function mayBeJuror(
  state: Reader,
  challenge: ChallengeId,
  row: Challenge,
  person: PersonId,
): boolean {
  const standing = members.get(state, [person]);
  if (standing?.status !== "member") return false;
  if (standing.since + row.jurorDays * DAY > row.beganAt) return false;
  return !isParty(state, challenge, row, person);
}

/** Gives jurors their seats. */
export function seatJurors(
  state: Writer,
  challenge: ChallengeId,
  people: readonly PersonId[],
): void {
  for (const person of people) {
    jurors.put(state, [challenge, person], { seat: "sits" });
    juries.put(state, [person, challenge], {});
  }
}

/** Takes the seats of jurors who have not answered; returns how many those were. */
export function unseatSilent(state: Writer, challenge: ChallengeId): number {
  let silent = 0;
  for (const { key } of [...jurors.entries(state, [challenge])]) {
    if (ballots.has(state, key)) continue;
    jurors.put(state, key, { seat: "replaced" });
    juries.delete(state, [key[1], challenge]);
    silent += 1;
  }
  return silent;
}

/** Lets a jury go once it has answered. */
export function dismissJury(state: Writer, challenge: ChallengeId): void {
  for (const { key } of jurors.entries(state, [challenge])) {
    juries.delete(state, [key[1], challenge]);
  }
}
