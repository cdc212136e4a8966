import { DAY } from "#protocol/index.js";
import { statusOf } from "#protocol/testing/joining.js";
import { foundKeyring, type Keyring } from "#protocol/testing/keyring.js";
import type { Adversary, Reached } from "./adversary.ts";

/** Which keys somebody has, which are stolen, and how soon the person notices. */
interface Theft {
  readonly tried: string;
  /** Added to the phone, from the oldest on; they are old when the theft begins. */
  readonly devices: readonly string[];
  readonly hasSheet: boolean;
  readonly stolen: readonly string[];
  readonly noticedAfterDays: number;
}

const OLD_ENOUGH = 40;
const PLAYED_DAYS = 150;

const THEFTS: readonly Theft[] = [0, 5, 20].flatMap((noticedAfterDays) => [
  {
    tried: "the only phone; there is a recovery sheet",
    devices: [],
    hasSheet: true,
    stolen: ["phone"],
    noticedAfterDays,
  },
  {
    tried: "the oldest phone; there are a laptop and a recovery sheet",
    devices: ["laptop"],
    hasSheet: true,
    stolen: ["phone"],
    noticedAfterDays,
  },
  {
    tried: "the oldest phone; there are a laptop and a tablet, and no sheet",
    devices: ["laptop", "tablet"],
    hasSheet: false,
    stolen: ["phone"],
    noticedAfterDays,
  },
  {
    tried: "the recovery sheet; there are a phone and a laptop",
    devices: ["laptop"],
    hasSheet: true,
    stolen: ["sheet"],
    noticedAfterDays,
  },
  {
    tried: "the recovery sheet; there is a phone",
    devices: [],
    hasSheet: true,
    stolen: ["sheet"],
    noticedAfterDays,
  },
  {
    tried: "the younger of two devices, no sheet",
    devices: ["laptop"],
    hasSheet: false,
    stolen: ["laptop"],
    noticedAfterDays,
  },
  {
    tried: "the older of two devices, no sheet",
    devices: ["laptop"],
    hasSheet: false,
    stolen: ["phone"],
    noticedAfterDays,
  },
]);

/** Somebody who has one of a person's keys and tries to become that person. */
export const thief: Adversary = {
  name: "thief",
  about: "One key is stolen; the thief moves first every day, by every rule there is.",
  *play() {
    for (const theft of THEFTS) yield play(theft);
  },
};

/** One of two who both say that they are the person. */
interface Side {
  readonly ring: Keyring;
  readonly own: Set<string>;
  readonly others: Set<string>;
}

/** Both sides as the theft begins. */
function begin({ hasSheet, devices, stolen: taken }: Theft) {
  const ring = foundKeyring(hasSheet);
  for (const name of devices) ring.add("phone", name);
  ring.testLaw.pass(OLD_ENOUGH * DAY);
  const stolen = new Set(taken);
  const kept = new Set(ring.ranked().filter((name) => !stolen.has(name)));
  const robber: Side = { ring, own: stolen, others: kept };
  const person: Side = { ring, own: kept, others: stolen };
  return { ring, robber, person };
}

/** After how many days a thief who wants nothing else has made the person leave; or nothing. */
function madeToLeaveAfter(theft: Theft): number | null {
  const { ring, robber, person } = begin(theft);
  const isHere = () => statusOf(ring.testLaw, 1) === "member";
  let day = 0;
  for (; day < PLAYED_DAYS && isHere() && isAlive(robber) && isAlive(person); day += 1) {
    if (day < 3) add(robber, `thief's ${day}`);
    if (day === 0) add(robber, "thief's sheet", "recovery");
    contest(robber);
    for (const name of liveOf(robber)) ring.act(name, "membership/leave");
    if (day >= theft.noticedAfterDays) {
      defend(person, day);
      withAny(person, (by) => ring.act(by, "membership/stay"));
    }
    ring.testLaw.pass(DAY);
  }
  return isHere() ? null : day;
}

/** Plays one theft to its end. */
export function play(theft: Theft): Reached {
  const { ring, robber, person } = begin(theft);
  let [daysBefore, daysAfter, quietDays, day] = [0, 0, 0, 0];
  for (; day < PLAYED_DAYS && isAlive(robber) && isAlive(person); day += 1) {
    const isNoticed = day >= theft.noticedAfterDays;
    attack(robber, day);
    if (isNoticed) defend(person, day);
    if (!canSpeak(robber)) quietDays += canSpeak(person) ? 0 : 1;
    else if (isNoticed) daysAfter += 1;
    else daysBefore += 1;
    ring.testLaw.pass(DAY);
  }
  ring.testLaw.assertSound();
  const ends = isAlive(person) ? (isAlive(robber) ? "nobody yet" : "the person") : "the thief";
  const { tried, noticedAfterDays } = theft;
  const days = {
    afterDays: day,
    theftDaysBefore: daysBefore,
    theftDaysAfter: daysAfter,
    quietDays,
    madeToLeaveAfterDays: madeToLeaveAfter(theft),
  };
  return { tried, noticedAfterDays, ends, ...days };
}

const liveOf = ({ ring, own }: Side) => [...own].filter((name) => ring.shown(name).isLive);
const isAlive = (side: Side): boolean => liveOf(side).length > 0;
const canSpeak = (side: Side): boolean =>
  liveOf(side).some((name) => side.ring.speak(name) === "membership/no-such-person");

/** Does something with every key that one has, until one of them has done it. */
function withAny(side: Side, work: (name: string) => string): boolean {
  return liveOf(side).some((name) => work(name) === "done");
}

function contest(side: Side): void {
  const { ring, own, others } = side;
  for (const target of [...others].filter((name) => ring.shown(name).isLive)) {
    withAny(side, (by) => ring.on(by, "veto-device", target));
    for (const by of liveOf(side)) {
      if (ring.shown(target).isLive) ring.on(by, "revoke-device", target);
    }
  }
  for (const mine of own) {
    if (!ring.shown(mine).isLive) continue;
    for (const by of liveOf(side)) ring.on(by, "veto-removal", mine);
  }
}

function add(side: Side, name: string, kind: "device" | "recovery" = "device"): void {
  const isDone = withAny(side, (by) => side.ring.add(by, name, kind));
  if (isDone) side.own.add(name);
}

function attack(side: Side, day: number): void {
  const others: Side = { ring: side.ring, own: side.others, others: side.own };
  for (const name of liveOf(side)) side.ring.lift(name);
  if (day < 3) add(side, `thief's ${day}`);
  if (day === 0) add(side, "thief's sheet", "recovery");
  contest(side);
  if (canSpeak(others) && !canSpeak(side)) withAny(side, (by) => side.ring.freeze(by));
}

/**
 * Lifts only to begin a removal that can be won, where every key that could is frozen; then freezes again.
 *
 * Why not else: two old keys lift, and the thief's may be the second one.
 */
function defend(side: Side, day: number): void {
  const { ring } = side;
  const others: Side = { ring, own: side.others, others: side.own };
  const isBegun = liveOf(others).every((name) => ring.shown(name).removal !== null);
  const areFrozen = liveOf(side).every((name) => ring.shown(name).isFrozen);
  const canWin = liveOf(side).filter((name) => !ring.shown(name).isNew).length > 1;
  if (!isBegun && areFrozen && canWin) for (const name of liveOf(side)) ring.lift(name);
  contest(side);
  if (canSpeak(others)) withAny(side, (by) => side.ring.freeze(by));
  if (!isAlive(others)) {
    for (const name of liveOf(side)) side.ring.lift(name);
    if (!canSpeak(side)) add(side, `new ${day}`);
  }
}
