import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { noticeCalledOff } from "./events.ts";
import { keyIn, rankedKeys } from "./ranks.ts";
import { type Notice, noticeRests, notices, noticesDue } from "./safety-types.ts";

/**
 * Days from a notice to the moment at which it takes effect.
 *
 * Why fixed: what protects one person from a thief, and from a majority that would not let them go, is
 * nothing that a majority could move.
 */
export const NOTICE_DAYS = 7;
/** Days for which keys that rank behind the one that called off a notice of another give none. */
export const NOTICE_REST_DAYS = 30;

/** One of a person's keys at a moment. */
export interface KeyAt {
  readonly person: PersonId;
  readonly device: number;
  readonly now: number;
}

/** The notice that a person has given, or nothing. */
export function noticeOf(state: Reader, person: PersonId): Notice | undefined {
  return notices.get(state, [person]);
}

/**
 * The moment from which a key may give notice: 0 where nothing holds it back.
 *
 * Why by rank: a thief's key must not begin again and again what the person calls off, and must not keep
 * an older key from leaving either.
 */
export function mayGiveNoticeFrom(state: Reader, { person, device, now }: KeyAt): number {
  const rest = noticeRests.get(state, [person]);
  if (rest === undefined || now >= rest.until) return 0;
  const keys = rankedKeys(state, person, now);
  const [caller, giver] = [keyIn(keys, rest.by), keyIn(keys, device)];
  if (caller === undefined || giver === undefined) return 0;
  return giver.rank <= caller.rank ? 0 : rest.until;
}

/**
 * Tells whether a key's word, besides the one that gave the notice, is enough for it to take effect at once:
 * both are old, and one of them is a recovery key.
 *
 * Why two: anyone who found a recovery sheet has one key, and so has anyone who found a phone; anyone who has both
 * is the person, if anybody is.
 */
export function isAgreedByTwo(state: Reader, { person, device, now }: KeyAt): boolean {
  const given = noticeOf(state, person);
  if (given === undefined || given.by === device) return false;
  const keys = rankedKeys(state, person, now);
  const both = [keyIn(keys, given.by), keyIn(keys, device)];
  const areOld = both.every((key) => key !== undefined && !key.isNew);
  return areOld && both.some((key) => key?.kind === "recovery");
}

/** Gives a person's notice from one of their keys, and returns when it takes effect. */
export function giveNotice(state: Writer, { person, device, now }: KeyAt): number {
  const at = now + NOTICE_DAYS * DAY;
  notices.put(state, [person], { by: device, since: now, at });
  noticesDue.put(state, [at, person], {});
  return at;
}

/**
 * Calls off a person's notice, if they have given one, by the word of one of their keys.
 *
 * Why whatever its rank: anyone who stays by mistake can leave later; anyone who is made to leave needs the
 * vouches of others.
 */
export function callOffNotice(state: Writer, { person, device, now }: KeyAt): readonly Event[] {
  const given = noticeOf(state, person);
  if (given === undefined) return [];
  dropNotice(state, person);
  if (given.by !== device) {
    noticeRests.put(state, [person], { by: device, until: now + NOTICE_REST_DAYS * DAY });
  }
  return [noticeCalledOff([person], { person, by: device })];
}

/**
 * Calls off the notice that a key has given which another one ends now.
 *
 * Why not where a key ends itself: anyone who goes may clear the phone with which they said so.
 */
export function callOffNoticeBy(
  state: Writer,
  ended: number,
  { person, device, now }: KeyAt,
): readonly Event[] {
  if (noticeOf(state, person)?.by !== ended) return [];
  return callOffNotice(state, { person, device, now });
}

/** Forgets a person's notice: it has taken effect, or they have gone otherwise. */
export function dropNotice(state: Writer, person: PersonId): void {
  const given = noticeOf(state, person);
  if (given === undefined) return;
  notices.delete(state, [person]);
  noticesDue.delete(state, [given.at, person]);
}

/** The moment at which the next notice takes effect, or nothing. */
export function nextNotice(state: Reader): number | undefined {
  for (const { key } of noticesDue.entries(state, [])) return key[0];
  return undefined;
}

/** Those whose notices take effect by a moment, the earliest first, no more than `most`. */
export function noticesOver(state: Reader, now: number, most: number): readonly PersonId[] {
  const over: PersonId[] = [];
  for (const { key } of noticesDue.entries(state, [])) {
    if (key[0] > now || over.length === most) break;
    over.push(key[1]);
  }
  return over;
}
