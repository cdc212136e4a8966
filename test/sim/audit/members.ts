import { DAY, type FoundingDocument } from "#protocol/index.js";
import { createGrowthBook, type GrowthBook } from "./growth.ts";
import type { NoticeBook } from "./notices.ts";
import { type RuleBook, refill } from "./rules.ts";
import { separateWays } from "./separate-ways.ts";

/** Where somebody stands, as the auditor keeps it. */
export interface Standing {
  readonly status: "applicant" | "member" | "left";
  readonly since: number;
  readonly founder: boolean;
  readonly invitedBy: number;
  /** Whether they have ever belonged. */
  readonly hasBelonged: boolean;
  /** The waits of the day when they came in. */
  readonly waitDays: number;
  readonly elderDays: number;
  /** Vouches up to this moment do not count. */
  readonly fallenAt: number;
}

interface Vouch {
  readonly at: number;
  readonly until: number;
}

/** The auditor's own register of members and of who vouches for whom. */
export interface MemberBook {
  readonly growth: GrowthBook;
  standing(person: number): Standing | undefined;
  isMember(person: number): boolean;
  people(): ReadonlyMap<number, Standing>;
  vouches(): ReadonlyMap<string, Vouch>;
  /** Somebody applies, by a member's invitation or with the number that they have. */
  apply(person: number, invitedBy: number | undefined, now: number): void;
  /** Tells whose count somebody's new application would be on: nobody's (0) or an inviter's. */
  chargedFor(person: number): number;
  leave(person: number, now: number): void;
  /** Ends a membership against somebody's will. */
  end(person: number, now: number): void;
  /** Ends what people who must not be here have, and bars who let them in. */
  putOut(people: readonly number[], pause: Pause, now: number): void;
  mayVouch(from: number, to: number, now: number): boolean;
  hasVouch(from: number, to: number, now: number): boolean;
  vouch(from: number, to: number, now: number): void;
  withdraw(from: number, to: number): void;
  /** Weighs an applicant: admits them, or lets them wait for a place. */
  weigh(person: number, now: number): void;
  /** Tells whether an applicant has what is needed, and does not wait for a place already. */
  isAdmissible(person: number, now: number): boolean;
  /** Does what time brings about. */
  moveOn(now: number): void;
  /** Keeps the register as it is; what it returns puts it back. */
  save(): () => void;
}

/** For how many days those who let somebody in may not vouch, at first and when it is repeated. */
interface Pause {
  readonly pauseDays: number;
  readonly pauseAgainDays: number;
}

interface Section {
  readonly members: readonly {
    readonly person: number;
    readonly since: number;
    readonly founder: boolean;
    readonly invitedBy: number;
  }[];
}

const PATHS = 2;
const HOUR = 3_600_000;
const RENEWAL = 90 * DAY;

/** What the register holds, for the parts of the auditor that work on it. */
export interface Register {
  readonly rules: RuleBook;
  readonly people: Map<number, Standing>;
  readonly vouches: Map<string, Vouch>;
  /** When everybody vouched last, and the pause of that day. */
  readonly last: Map<number, { readonly at: number; readonly pauseDays: number }>;
  /** Until when somebody may not vouch, and how often that was said. */
  readonly bars: Map<number, { readonly until: number; readonly times: number }>;
}

/** Opens the register as the founding document has it; vouches at a founding are not simulated. */
export function createMemberBook(
  document: FoundingDocument,
  rules: RuleBook,
  notices: NoticeBook,
): MemberBook {
  const register: Register = {
    rules,
    people: new Map(),
    vouches: new Map(),
    last: new Map(),
    bars: new Map(),
  };
  const { people, vouches, last, bars } = register;
  const waits = () => ({
    waitDays: rules.figure("vouch-wait-days"),
    elderDays: rules.figure("elder-after-days"),
  });
  for (const one of (document.rooms["membership"] as Section).members) {
    const { person, since, founder, invitedBy } = one;
    const came = { status: "member", since, founder, invitedBy, hasBelonged: true } as const;
    people.set(person, { ...came, ...waits(), fallenAt: 0 });
  }
  const growth: GrowthBook = createGrowthBook(document, register, {
    vouchersOf: (person, now) => vouchersOf(register, person, now),
    isDue: (person, now) => isDue(register, person, now, growth.neededBy(person)),
    admit(person, now) {
      const row = people.get(person) as Standing;
      people.set(person, { ...row, status: "member", since: now, hasBelonged: true, ...waits() });
    },
    lapse(person, now) {
      people.set(person, { ...(people.get(person) as Standing), status: "left", since: now });
    },
  });
  const chargedFor = (person: number): number => {
    const row = people.get(person);
    return row === undefined || row.hasBelonged ? 0 : row.invitedBy;
  };
  const go = (person: number, now: number, fallenAt: number): void => {
    const row = people.get(person);
    notices.given.delete(person);
    growth.close(person);
    if (row === undefined) return;
    const since = row.status === "left" ? row.since : now;
    people.set(person, { ...row, status: "left", since, fallenAt });
  };
  return {
    growth,
    standing: (person) => people.get(person),
    isMember: (person) => people.get(person)?.status === "member",
    people: () => people,
    vouches: () => vouches,
    chargedFor,
    apply(person, invitedBy, now) {
      const before = people.get(person);
      growth.open(person, invitedBy ?? chargedFor(person), now);
      people.set(person, {
        status: "applicant",
        since: now,
        founder: false,
        invitedBy: invitedBy ?? before?.invitedBy ?? 0,
        hasBelonged: before?.hasBelonged ?? false,
        waitDays: 0,
        elderDays: 0,
        fallenAt: before?.fallenAt ?? 0,
      });
    },
    leave: (person, now) => go(person, now, people.get(person)?.fallenAt ?? 0),
    end(person, now) {
      growth.endPlaces(person);
      go(person, now, now);
    },
    putOut(gone, pause, now) {
      const answering = new Set(gone.flatMap((person) => answerFor(register, growth, person, now)));
      for (const person of gone) {
        growth.hearings.delete(person);
        growth.endPlaces(person);
        go(person, now, now);
        growth.endRest(person, now);
      }
      for (const voucher of answering) bar(register, growth, voucher, { ...pause, now });
    },
    hasVouch: (from, to, now) => isLive(register, from, to, now),
    mayVouch: (from, to, now) => mayVouch(register, growth, { from, to, now }),
    vouch: (from, to, now) => vouch(register, from, to, now),
    withdraw: (from, to) => vouches.delete(`${from} ${to}`),
    isAdmissible: (person, now) => !growth.isWaiting(person) && growth.isAdmissible(person, now),
    weigh: (person, now) => growth.weigh(person, now),
    moveOn(now) {
      for (const person of notices.over(now)) go(person, now, people.get(person)?.fallenAt ?? 0);
      growth.moveOn(now);
    },
    save() {
      const held = [new Map(people), new Map(vouches), new Map(last), new Map(bars)] as const;
      const back = growth.save();
      const unsaid = notices.save();
      return () => {
        unsaid();
        refill(people, held[0]);
        refill(vouches, held[1]);
        refill(last, held[2]);
        refill(bars, held[3]);
        back();
      };
    },
  };
}

function membersOf({ people }: Register): readonly (readonly [number, Standing])[] {
  return [...people.entries()].filter(([, { status }]) => status === "member");
}

function isLive({ vouches, people }: Register, from: number, to: number, now: number): boolean {
  const given = vouches.get(`${from} ${to}`);
  if (given === undefined || given.until <= now) return false;
  return [from, to].every((person) => given.at > (people.get(person)?.fallenAt ?? 0));
}

function vouchersOf(register: Register, person: number, now: number): readonly number[] {
  const members = membersOf(register).map(([from]) => from);
  return members.filter((from) => isLive(register, from, person, now));
}

function isElder(register: Register, person: number, now: number): boolean {
  const row = register.people.get(person);
  if (row?.status !== "member") return false;
  if (row.founder) return true;
  const days = Math.min(row.elderDays, register.rules.figure("elder-after-days"));
  const isOld = row.since + days * DAY <= now;
  return isOld && vouchersOf(register, person, now).length ** 5 >= membersOf(register).length;
}

/** Tells whether enough vouches stand, on separate ways from elders; phases ask for less. */
function isDue(register: Register, person: number, now: number, needed: number): boolean {
  const { people } = register;
  if (vouchersOf(register, person, now).length < needed) return false;
  const elders = membersOf(register).filter(([member]) => isElder(register, member, now)).length;
  const giversOf = (to: number) => vouchersOf(register, to, now);
  const isEnd = (from: number) => isElder(register, from, now);
  return separateWays(person, [...people.keys()], giversOf, isEnd) >= Math.min(PATHS, elders);
}

interface Pair {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

function mayVouch(register: Register, growth: GrowthBook, { from, to, now }: Pair): boolean {
  const { rules, people, vouches, last } = register;
  const giver = people.get(from);
  const row = people.get(to);
  if (giver?.status !== "member" || from === to) return false;
  if (row === undefined || row.status === "left") return false;
  if (!isAble(register, growth, from, now)) return false;
  if (isLive(register, from, to, now)) {
    return (vouches.get(`${from} ${to}`) as Vouch).until <= now + RENEWAL;
  }
  if (row.status === "applicant" && growth.placesOf(from, now) > 0) return true;
  const before = last.get(from);
  const pause = Math.min(before?.pauseDays ?? 0, rules.figure("vouch-pace-days")) * DAY;
  const isRested = before === undefined || now >= before.at + pause;
  const given = [...people.keys()].filter((person) => isLive(register, from, person, now)).length;
  return isRested && given < rules.figure("vouches-live-max");
}

/** Tells whether a member is past the newcomers' wait, and not barred. */
function isAble(register: Register, growth: GrowthBook, person: number, now: number): boolean {
  if (register.people.get(person)?.status !== "member") return false;
  const barred = register.bars.get(person)?.until ?? 0;
  return now >= waitEnd(register, growth, person, now) && now >= barred;
}

/** Who answers for somebody: by whose vouches they came, and of an applicant whose stand. */
function answerFor(
  register: Register,
  growth: GrowthBook,
  person: number,
  now: number,
): readonly number[] {
  const isApplicant = register.people.get(person)?.status === "applicant";
  const standing = vouchersOf(register, person, now).toSorted((left, right) => left - right);
  return [...growth.admittedBy(person), ...(isApplicant ? standing.slice(0, 16) : [])];
}

/** Bars somebody from vouching: three others who can vouch have to be left. */
function bar(
  register: Register,
  growth: GrowthBook,
  voucher: number,
  { pauseDays, pauseAgainDays, now }: Pause & { readonly now: number },
): void {
  const { people, bars } = register;
  const others = [...people.keys()].filter(
    (person) => person !== voucher && isAble(register, growth, person, now),
  );
  if (people.get(voucher)?.status === "member" && others.length < 3) return;
  const before = bars.get(voucher);
  const until = now + (before === undefined ? pauseDays : pauseAgainDays) * DAY;
  bars.set(voucher, {
    until: Math.max(before?.until ?? 0, until),
    times: (before?.times ?? 0) + 1,
  });
}

function waitEnd(register: Register, growth: GrowthBook, person: number, now: number): number {
  const row = register.people.get(person) as Standing;
  if (row.founder || row.since <= growth.settledUntil(now)) return 0;
  if (growth.cameByPlaces(person, now)) return row.since + HOUR;
  return row.since + Math.min(row.waitDays, register.rules.figure("vouch-wait-days")) * DAY;
}

function vouch(register: Register, from: number, to: number, now: number): void {
  const { rules, vouches, last } = register;
  const isRenewal = isLive(register, from, to, now);
  for (const name of [...vouches.keys()]) {
    const [giver, taker] = name.split(" ").map(Number) as [number, number];
    if (giver === from && !isLive(register, from, taker, now)) vouches.delete(name);
  }
  const until = now + rules.figure("vouch-life-days") * DAY;
  vouches.set(`${from} ${to}`, { at: now, until });
  if (!isRenewal) last.set(from, { at: now, pauseDays: rules.figure("vouch-pace-days") });
}
