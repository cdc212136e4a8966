import { DAY, type FoundingDocument } from "#protocol/index.js";
import type { Register } from "./members.ts";
import { refill } from "./rules.ts";

/** The auditor's own account of how many may come in, and of who waits. */
export interface GrowthBook {
  /** How many vouches somebody needs who applies. */
  neededBy(person: number): number;
  open(person: number, chargedTo: number, now: number): void;
  close(person: number): void;
  /** Tells whether one more application may be open on a member's count. */
  hasRoom(inviter: number): boolean;
  isWaiting(person: number): boolean;
  isAdmissible(person: number, now: number): boolean;
  weigh(person: number, now: number): void;
  /** Does what time brings about: phases end, applications lapse, places become free. */
  moveOn(now: number): void;
  isPhase(now: number): boolean;
  /** Places that a member can spend now. */
  placesOf(person: number, now: number): number;
  cameByPlaces(person: number, now: number): boolean;
  handOver(from: number, to: number, places: number, now: number): void;
  /** Places that are a member's own, and not those by which they came. */
  ownPlaces(person: number, now: number): number;
  /** Whose places a member spends: 0 for nobody's. */
  treeOf(person: number, now: number): number;
  settledUntil(now: number): number;
  mayGrow(now: number): boolean;
  grow(now: number): void;
  /** Lets somebody's application rest, now or when they make one. */
  rest(person: number): void;
  /** Ends that; anyone who still applies begins again. */
  endRest(person: number, now: number): void;
  /** Ends somebody's own places. */
  endPlaces(person: number): void;
  /** By whose vouches somebody came last. */
  admittedBy(person: number): readonly number[];
  hearings: Map<
    number,
    { readonly by: number; readonly at: number; readonly reason: string; readonly answer: string }
  >;
  calls: Map<number, number>;
  /** Applications as they are written: when they lapse, since when they wait. */
  written(): ReadonlyMap<number, Application>;
  save(): () => void;
}

interface Application {
  readonly until: number;
  readonly readyAt: number;
  readonly rank: number;
  readonly chargedTo: number;
  /** Vouches that were asked for when they had them; 0 for not yet. */
  readonly needed: number;
}

interface Admission {
  readonly person: number;
  readonly at: number;
  readonly vouchers: readonly number[];
  /** Members before, if it took a place of the pace. */
  readonly before: number | undefined;
}

interface Phase {
  readonly isFounding: boolean;
  readonly since: number;
  readonly until: number;
  readonly limit: number;
  readonly each: number;
  /** 0 until it is noted. */
  readonly endedAt: number;
}

interface Tools {
  readonly vouchersOf: (person: number, now: number) => readonly number[];
  readonly isDue: (person: number, now: number) => boolean;
  readonly admit: (person: number, now: number) => void;
  readonly lapse: (person: number, now: number) => void;
}

const LOOKED_AT_MAX = 16;
const LAPSED_MAX = 256;
const KEPT_MAX = 16;
const PERIOD = 30 * DAY;
const PERIODS_BACK = 6;
const PAUSE = 1000;

interface Section {
  readonly members: readonly { readonly person: number; readonly founder: boolean }[];
  readonly phase: { readonly days: number; readonly members: number };
}

/** Opens the account as the founding document has it. */
export function createGrowthBook(
  document: FoundingDocument,
  { rules, people }: Register,
  { vouchersOf, isDue, admit, lapse }: Tools,
): GrowthBook {
  const section = document.rooms["membership"] as Section;
  const waiting = new Map<number, Application>();
  const resting = new Set<number>();
  const admissions: Admission[] = [];
  const trees = new Map<number, { readonly tree: number; readonly left: number }>();
  const hearings = new Map<
    number,
    { readonly by: number; readonly at: number; readonly reason: string; readonly answer: string }
  >();
  const calls = new Map<number, number>();
  const held = {
    phase: undefined as Phase | undefined,
    settled: 0,
    restsUntil: 0,
    placeAt: 0,
    weighAt: 0,
    weighed: 0,
    rule: "",
  };
  const figure = (name: string) => rules.figure(name);
  const ruleNow = () => `${figure("vouches-needed")} ${figure("elder-after-days")}`;
  const memberCount = () => [...people.values()].filter(({ status }) => status === "member").length;
  held.rule = ruleNow();
  if (section.phase.days > 0) {
    const founders = section.members.filter(({ founder }) => founder).length;
    held.phase = {
      isFounding: true,
      since: document.foundedAt,
      until: document.foundedAt + section.phase.days * DAY,
      limit: section.phase.members,
      each: Math.floor((section.phase.members - section.members.length) / founders),
      endedAt: 0,
    };
  }

  const running = (now: number): Phase | undefined => {
    const { phase } = held;
    return phase !== undefined && phase.endedAt === 0 && now < phase.until ? phase : undefined;
  };
  const settledUntil = (now: number): number => {
    const { phase, settled } = held;
    const isOver = phase?.isFounding && phase.endedAt === 0 && phase.until <= now;
    return isOver ? Math.max(settled, phase.until) : settled;
  };
  const endPhase = (at: number): void => {
    if (held.phase === undefined) return;
    if (held.phase.isFounding) held.settled = Math.max(held.settled, at);
    held.phase = { ...held.phase, endedAt: at };
  };
  const isGiven = (person: number, phase: Phase): boolean => {
    const row = people.get(person);
    if (row?.status !== "member" || row.since > phase.since) return false;
    if (row.founder || phase.isFounding) return row.founder;
    return row.since <= held.settled || row.since + 730 * DAY <= phase.since;
  };
  const treeOf = (person: number, now: number): number => {
    const phase = running(now);
    if (phase === undefined) return 0;
    return trees.get(person)?.tree ?? (isGiven(person, phase) ? person : 0);
  };
  const leftOf = (tree: number, now: number): number => {
    const phase = running(now);
    if (phase === undefined || tree === 0) return 0;
    return trees.get(tree)?.left ?? (isGiven(tree, phase) ? phase.each : 0);
  };
  const placesOf = (person: number, now: number) => leftOf(treeOf(person, now), now);

  const brought = (voucher: number, now: number): number => {
    const first = Math.floor(now / PERIOD) - PERIODS_BACK;
    return admissions.filter(
      ({ at, vouchers }) => Math.floor(at / PERIOD) >= first && vouchers.includes(voucher),
    ).length;
  };
  const neededBy = (person: number): number => {
    const then = waiting.get(person)?.needed ?? 0;
    return Math.min(figure("vouches-needed"), then === 0 ? Number.POSITIVE_INFINITY : then);
  };
  const ordered = (person: number, now: number) =>
    vouchersOf(person, now)
      .map((voucher) => ({ voucher, count: brought(voucher, now) }))
      .sort((left, right) => left.count - right.count || left.voucher - right.voucher);
  const rankOf = (person: number, now: number): number =>
    ordered(person, now)
      .slice(0, neededBy(person))
      .reduce((sum, { count }) => sum + count, 0);

  const dayOf = (moment: number) => Math.floor(moment / DAY);
  const stretch = (days: number, name: string, now: number) => {
    const within = admissions.filter(
      ({ at, before }) => before !== undefined && dayOf(at) > dayOf(now) - days,
    );
    const [first] = within;
    const base = first?.before ?? memberCount();
    const share = Math.floor((base * figure(`intake-${name}-percent`)) / 100);
    const left = Math.max(figure(`intake-${name}-least`), share) - within.length;
    const eases = first === undefined ? 0 : (dayOf(first.at) + days) * DAY;
    return { left: Math.max(0, left), eases };
  };
  const freeAt = (now: number) => {
    const both = [stretch(30, "month", now), stretch(365, "year", now)];
    const full = both.filter(({ left }) => left === 0).map(({ eases }) => eases);
    return { free: Math.min(...both.map(({ left }) => left)), placeAt: Math.max(0, ...full) };
  };

  const close = (person: number) => waiting.delete(person);
  const letIn = (person: number, now: number, isByPace: boolean): void => {
    const vouchers = ordered(person, now)
      .slice(0, KEPT_MAX)
      .map(({ voucher }) => voucher);
    const first = admissions.find(
      ({ at, before }) => before !== undefined && dayOf(at) === dayOf(now),
    );
    const before = isByPace ? (first?.before ?? memberCount()) : undefined;
    close(person);
    admit(person, now);
    admissions.push({ person, at: now, vouchers, before });
    const phase = running(now);
    if (phase !== undefined && memberCount() >= phase.limit) endPhase(now);
  };
  const lapseAt = (now: number) => now + figure("application-days") * DAY;
  const setBack = (person: number, now: number): void => {
    const row = waiting.get(person);
    if (row === undefined || row.readyAt === 0) return;
    waiting.set(person, { ...row, until: lapseAt(now), readyAt: 0, rank: 0, needed: 0 });
  };
  const getInLine = (person: number, rank: number, now: number): void => {
    const row = waiting.get(person);
    if (row === undefined) return;
    const readyAt = row.readyAt === 0 ? now : row.readyAt;
    waiting.set(person, { ...row, readyAt, rank, needed: neededBy(person) });
  };
  const line = () =>
    [...waiting]
      .filter(([, { readyAt }]) => readyAt !== 0)
      .sort(([p, a], [q, b]) => a.rank - b.rank || a.readyAt - b.readyAt || p - q);
  const serve = (now: number): void => {
    if (running(now) !== undefined) return;
    for (let looked = 0; ; looked += 1) {
      const [first] = line();
      if (first === undefined) return;
      const { free, placeAt } = freeAt(now);
      if (free === 0 || looked === LOOKED_AT_MAX) {
        held.placeAt = free === 0 ? placeAt : now + PAUSE;
        return;
      }
      const [person, { rank }] = first;
      const rankNow = rankOf(person, now);
      if (!isDue(person, now)) setBack(person, now);
      else if (rankNow > rank) getInLine(person, rankNow, now);
      else letIn(person, now, true);
    }
  };
  const payer = (person: number, now: number) =>
    vouchersOf(person, now)
      .toSorted((left, right) => left - right)
      .find((voucher) => placesOf(voucher, now) > 0);
  const weigh = (person: number, now: number): void => {
    if (people.get(person)?.status !== "applicant") return;
    if (resting.has(person)) {
      serve(now);
      return;
    }
    if (running(now) !== undefined) {
      const voucher = payer(person, now);
      if (voucher === undefined) return;
      const tree = treeOf(voucher, now);
      trees.set(tree, { tree, left: leftOf(tree, now) - 1 });
      if (!trees.has(person)) trees.set(person, { tree, left: 0 });
      letIn(person, now, held.phase?.isFounding === false);
      return;
    }
    if (isDue(person, now)) getInLine(person, rankOf(person, now), now);
    else setBack(person, now);
    serve(now);
  };
  const weighAll = (now: number): void => {
    held.rule = ruleNow();
    held.weighAt = now;
    held.weighed = 0;
  };

  return {
    hearings,
    calls,
    open(person, chargedTo, now) {
      waiting.set(person, { until: lapseAt(now), readyAt: 0, rank: 0, needed: 0, chargedTo });
    },
    close,
    hasRoom(inviter) {
      const open = [...waiting.values()].filter(({ chargedTo }) => chargedTo === inviter).length;
      return open < figure("applications-live-max");
    },
    endPlaces(person) {
      if (trees.get(person)?.tree === person) trees.set(person, { tree: person, left: 0 });
    },
    isWaiting: (person) => (waiting.get(person)?.readyAt ?? 0) !== 0,
    rest(person) {
      resting.add(person);
      const row = waiting.get(person);
      if (row !== undefined) waiting.set(person, { ...row, readyAt: 0, rank: 0 });
    },
    endRest(person, now) {
      if (!resting.delete(person)) return;
      const row = waiting.get(person);
      if (row !== undefined) waiting.set(person, { ...row, until: lapseAt(now) });
    },
    admittedBy: (person) => admissions.findLast((one) => one.person === person)?.vouchers ?? [],
    isAdmissible: (person, now) =>
      !resting.has(person) &&
      (running(now) === undefined ? isDue(person, now) : payer(person, now) !== undefined),
    weigh,
    moveOn(now) {
      const { phase } = held;
      if (phase !== undefined && phase.endedAt === 0 && phase.until <= now) {
        endPhase(phase.until);
        held.placeAt = now;
      }
      const ended = [...waiting]
        .filter(([person, { until, readyAt }]) => {
          return readyAt === 0 && until <= now && !resting.has(person);
        })
        .sort(([p, a], [q, b]) => a.until - b.until || p - q);
      for (const [person] of ended.slice(0, LAPSED_MAX)) {
        close(person);
        lapse(person, now);
      }
      if (held.rule !== ruleNow()) weighAll(now);
      if (held.weighAt !== 0 && held.weighAt <= now) {
        const next = [...waiting.keys()]
          .toSorted((left, right) => left - right)
          .filter((person) => person > held.weighed)
          .slice(0, LOOKED_AT_MAX);
        for (const person of next) weigh(person, now);
        const isOver = next.length < LOOKED_AT_MAX;
        held.weighed = isOver ? 0 : (next.at(-1) ?? 0);
        held.weighAt = isOver ? 0 : now + PAUSE;
      }
      if (held.placeAt <= now && line().length > 0) serve(now);
    },
    isPhase: (now) => running(now) !== undefined,
    placesOf,
    cameByPlaces(person, now) {
      const tree = treeOf(person, now);
      return tree !== 0 && tree !== person;
    },
    treeOf,
    ownPlaces: (person, now) => (treeOf(person, now) === person ? leftOf(person, now) : 0),
    handOver(from, to, places, now) {
      const heir = treeOf(to, now) || to;
      trees.set(from, { tree: from, left: leftOf(from, now) - places });
      trees.set(heir, { tree: heir, left: leftOf(heir, now) + places });
      weighAll(now);
    },
    settledUntil,
    mayGrow(now) {
      return running(now) === undefined && now >= held.restsUntil;
    },
    grow(now) {
      held.settled = settledUntil(now);
      const members = memberCount();
      const more = Math.max(3, Math.floor((members * figure("growing-percent")) / 100));
      held.phase = {
        isFounding: false,
        since: now,
        until: now + figure("growing-days") * DAY,
        limit: members + more,
        each: Math.max(1, Math.floor(more / Math.max(1, members))),
        endedAt: 0,
      };
      held.restsUntil = now + figure("growing-rest-days") * DAY;
      trees.clear();
      weighAll(now);
    },
    neededBy,
    written: () => waiting,
    save() {
      const maps = [new Map(waiting), new Map(trees), new Map(hearings), new Map(calls)] as const;
      const { length } = admissions;
      const rested = [...resting];
      const rest = { ...held };
      return () => {
        refill(waiting, maps[0]);
        refill(trees, maps[1]);
        refill(hearings, maps[2]);
        refill(calls, maps[3]);
        admissions.length = length;
        resting.clear();
        for (const person of rested) resting.add(person);
        Object.assign(held, rest);
      };
    },
  };
}
