import { DAY, type FoundingDocument } from "#protocol/index.js";
import type { RuleBook } from "./rules.ts";

interface Standing {
  status: "applicant" | "member" | "left";
  since: number;
  founder: boolean;
}

interface Vouch {
  readonly at: number;
  readonly until: number;
}

/** The auditor's own register of members and of who vouches for whom. */
export interface MemberBook {
  standing(person: number): Readonly<Standing> | undefined;
  isMember(person: number): boolean;
  people(): ReadonlyMap<number, Readonly<Standing>>;
  vouches(): ReadonlyMap<string, Vouch>;
  apply(person: number, now: number): void;
  leave(person: number, now: number): void;
  mayVouch(from: number, to: number, now: number): boolean;
  hasVouch(from: number, to: number, now: number): boolean;
  vouch(from: number, to: number, now: number): void;
  withdraw(from: number, to: number): void;
  /** Admits an applicant who has what is needed. */
  weigh(person: number, now: number): void;
  /** Tells whether an applicant has what is needed. */
  isAdmissible(person: number, now: number): boolean;
}

interface Section {
  readonly members: readonly {
    readonly person: number;
    readonly since: number;
    readonly founder: boolean;
  }[];
}

const PATHS = 2;

interface Register {
  readonly rules: RuleBook;
  readonly people: Map<number, Standing>;
  readonly vouches: Map<string, Vouch>;
  /** When everybody vouched last. */
  readonly last: Map<number, number>;
}

/** Opens the register as the founding document has it; vouches at a founding are not simulated. */
export function createMemberBook(document: FoundingDocument, rules: RuleBook): MemberBook {
  const people = new Map<number, Standing>();
  const vouches = new Map<string, Vouch>();
  const register: Register = { rules, people, vouches, last: new Map() };
  for (const { person, since, founder } of (document.rooms["membership"] as Section).members) {
    people.set(person, { status: "member", since, founder });
  }
  return {
    standing: (person) => people.get(person),
    isMember: (person) => people.get(person)?.status === "member",
    people: () => people,
    vouches: () => vouches,
    apply(person, now) {
      people.set(person, { status: "applicant", since: now, founder: false });
    },
    leave(person, now) {
      const row = people.get(person);
      if (row !== undefined) people.set(person, { ...row, status: "left", since: now });
    },
    hasVouch: (from, to, now) => isLive(register, from, to, now),
    mayVouch: (from, to, now) => mayVouch(register, from, to, now),
    vouch: (from, to, now) => vouch(register, from, to, now),
    withdraw: (from, to) => vouches.delete(`${from} ${to}`),
    isAdmissible: (person, now) => isAdmissible(register, person, now),
    weigh(person, now) {
      const row = people.get(person);
      if (row?.status !== "applicant" || !isAdmissible(register, person, now)) return;
      people.set(person, { ...row, status: "member", since: now });
    },
  };
}

function membersOf({ people }: Register): readonly (readonly [number, Standing])[] {
  return [...people.entries()].filter(([, { status }]) => status === "member");
}

function isLive({ vouches }: Register, from: number, to: number, now: number): boolean {
  const given = vouches.get(`${from} ${to}`);
  return given !== undefined && now < given.until;
}

function vouchersOf(register: Register, person: number, now: number): readonly number[] {
  const members = membersOf(register).map(([from]) => from);
  return members.filter((from) => isLive(register, from, person, now));
}

function isElder(register: Register, person: number, now: number): boolean {
  const row = register.people.get(person);
  if (row?.status !== "member") return false;
  if (row.founder) return true;
  const isOld = row.since + register.rules.figure("elder-after-days") * DAY <= now;
  return isOld && vouchersOf(register, person, now).length ** 5 >= membersOf(register).length;
}

function isSettled({ rules }: Register, row: Standing, now: number): boolean {
  return row.founder || row.since + rules.figure("vouch-wait-days") * DAY <= now;
}

function isAdmissible(register: Register, person: number, now: number): boolean {
  const { rules, people } = register;
  const members = membersOf(register);
  const able = members.filter(([, row]) => isSettled(register, row, now)).length;
  const needed = Math.max(1, Math.min(rules.figure("vouches-needed"), able));
  if (vouchersOf(register, person, now).length < needed) return false;
  const elders = members.filter(([member]) => isElder(register, member, now)).length;
  const giversOf = (to: number) => vouchersOf(register, to, now);
  const isEnd = (from: number) => isElder(register, from, now);
  return separatePaths(person, [...people.keys()], giversOf, isEnd) >= Math.min(PATHS, elders);
}

function mayVouch(register: Register, from: number, to: number, now: number): boolean {
  const { rules, people, last } = register;
  const giver = people.get(from);
  const row = people.get(to);
  if (giver?.status !== "member" || from === to) return false;
  if (row === undefined || row.status === "left" || isLive(register, from, to, now)) return false;
  const before = last.get(from);
  const isRested = before === undefined || now >= before + rules.figure("vouch-pace-days") * DAY;
  const given = [...people.keys()].filter((person) => isLive(register, from, person, now)).length;
  return isRested && isSettled(register, giver, now) && given < rules.figure("vouches-live-max");
}

function vouch({ rules, vouches, last }: Register, from: number, to: number, now: number): void {
  for (const [name, { until }] of vouches) {
    if (name.startsWith(`${from} `) && until <= now) vouches.delete(name);
  }
  const until = now + rules.figure("vouch-life-days") * DAY;
  vouches.set(`${from} ${to}`, { at: now, until });
  last.set(from, now);
}

/**
 * Counts, up to two, ways from elders to a person that share nobody else, by trying everybody out.
 *
 * Method: one way must exist; two exist when no single person between can cut them all, each of whom
 * is taken away in turn (K. Menger's theorem for two).
 */
function separatePaths(
  person: number,
  people: readonly number[],
  giversOf: (to: number) => readonly number[],
  isElder: (from: number) => boolean,
): number {
  const reaches = (without: number | undefined): boolean => {
    const seen = new Set<number>([person]);
    const open = [person];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const giver of giversOf(at)) {
        if (giver === without || seen.has(giver)) continue;
        if (isElder(giver)) return true;
        seen.add(giver);
        open.push(giver);
      }
    }
    return false;
  };
  if (!reaches(undefined)) return 0;
  return people.every((cut) => cut === person || reaches(cut)) ? 2 : 1;
}
