import { DAY, toHex } from "#protocol/index.js";
import type { AuditedText } from "./books.ts";
import type { MemberBook } from "./members.ts";
import type { PeopleBook } from "./people.ts";
import type { RuleBook } from "./rules.ts";

type Said = "yes" | "no" | "abstain";
type Outcome = "open" | "confirmed" | "honest" | "fallen" | "passed-over";

/** A challenge in the auditor's own book: who takes part, and every answer by itself. */
export interface AuditedChallenge {
  readonly by: number;
  readonly reason: string;
  readonly supporters: Set<number>;
  readonly named: readonly number[];
  readonly outcomes: Map<number, Outcome>;
  readonly ballots: Map<number, readonly Said[]>;
  readonly needed: number;
  readonly days: number;
  readonly restDays: number;
  readonly pauseDays: number;
  readonly pauseAgainDays: number;
  readonly openedAt: number;
  stage: "gathering" | "hearing" | "voting" | "over";
  beganAt: number;
  eligible: number;
  until: number;
  /** Until when those who asked for it rest. */
  restUntil: number;
}

/** What somebody gives who challenges others. */
export interface Challenging {
  readonly accused: readonly number[];
  readonly voucher: number;
  readonly reason: Uint8Array;
}

/** The auditor's own account of challenges where everyone judges: one machine alone draws no juries. */
export interface ChallengeBook {
  readonly all: AuditedChallenge[];
  mayOpen(by: number, given: Challenging, now: number): boolean;
  open(by: number, given: Challenging, now: number): void;
  maySupport(person: number, challenge: number, now: number): boolean;
  support(person: number, challenge: number, now: number): void;
  mayJudge(person: number, challenge: number, answers: readonly Said[], now: number): boolean;
  isOwnNote(person: number, text: Uint8Array): boolean;
  end(challenge: number): void;
  moveOn(now: number): void;
}

interface Known {
  readonly members: MemberBook;
  readonly people: PeopleBook;
  readonly rules: RuleBook;
}

/** Opens the account, which is empty at a founding. */
export function createChallengeBook(
  { members, people, rules }: Known,
  texts: ReadonlyMap<string, AuditedText>,
): ChallengeBook {
  const all: AuditedChallenge[] = [];
  const memberCount = () =>
    [...members.people().values()].filter(({ status }) => status === "member").length;
  const takesPart = (person: number, { by, supporters }: AuditedChallenge) =>
    by === person || supporters.has(person);
  const isFree = (person: number, now: number) =>
    all.every((one) => !takesPart(person, one) || isDone(one, now, all, person));
  const runs = (person: number) =>
    all.some(
      ({ stage, outcomes }) =>
        (stage === "hearing" || stage === "voting") && outcomes.get(person) === "open",
    );
  const isSheltered = (person: number, now: number) =>
    all.some(
      (one) => one.outcomes.get(person) === "honest" && now < one.until + one.restDays * DAY,
    );
  const mayBeginAgainst = (person: number, now: number) =>
    members.standing(person)?.founder === false && !runs(person) && !isSheltered(person, now);
  const mayBeNamed = (person: number, now: number) =>
    members.standing(person)?.status !== "left" && mayBeginAgainst(person, now);
  const isOwnNote = (person: number, text: Uint8Array) => {
    const row = texts.get(toHex(text));
    return row?.owner === person && row.kind === "note" && !row.isErased;
  };
  const isHereBy = (person: number, voucher: number, now: number) =>
    members.isMember(person)
      ? members.growth.admittedBy(person).includes(voucher)
      : members.hasVouch(voucher, person, now);
  const judges = (person: number, one: AuditedChallenge) => {
    const row = members.standing(person);
    if (row?.status !== "member" || takesPart(person, one)) return false;
    if (one.named.includes(person)) return false;
    return row.founder || row.since < one.beganAt;
  };

  /** Ends a challenge for those who stay, in the order of their numbers, then for those who go. */
  const close = (one: AuditedChallenge, now: number): void => {
    const isReadable = texts.get(one.reason)?.isErased === false;
    for (const [at, person] of one.named.entries()) {
      if (one.outcomes.get(person) !== "open") continue;
      const said = [...one.ballots.values()].map((answers) => answers[at]);
      const verdict = isReadable ? verdictOf(said, one.eligible) : "fallen";
      one.outcomes.set(person, verdict);
      if (verdict === "confirmed") continue;
      members.growth.endRest(person, now);
      members.weigh(person, now);
    }
    const came = (outcome: Outcome) => one.named.filter((who) => one.outcomes.get(who) === outcome);
    members.putOut(came("confirmed"), one, now);
    const isVain = came("honest").length > 0 && came("confirmed").length === 0;
    one.restUntil = isVain ? now + 180 * DAY : 0;
    one.stage = "over";
    one.until = now;
  };

  /** When all who are named and can still go have had the time to answer. */
  const heardAt = ({ named, outcomes, beganAt }: AuditedChallenge): number => {
    const open = named.filter((person) => outcomes.get(person) === "open");
    return Math.max(...open.map((person) => people.keys.endOf(person, beganAt, 3 * DAY)));
  };

  const begin = (one: AuditedChallenge, now: number): void => {
    one.stage = "over";
    for (const person of one.named) {
      if (mayBeginAgainst(person, now)) continue;
      one.outcomes.set(person, "passed-over");
    }
    const kept = one.named.filter((person) => one.outcomes.get(person) === "open");
    if (kept.length === 0) return;
    for (const person of kept) members.growth.rest(person);
    const named = one.named.filter((person) => members.isMember(person)).length;
    one.eligible = Math.max(0, memberCount() - 1 - one.supporters.size - named);
    one.stage = "hearing";
    one.beganAt = now;
    one.until = heardAt(one);
  };

  return {
    all,
    isOwnNote,
    mayOpen(by, { accused, voucher, reason }, now) {
      const last = all.findLast((one) => one.by === by)?.openedAt;
      const inOrder = accused.every((person, at) => person > (accused[at - 1] ?? 0));
      const share = Math.max(1, Math.floor(memberCount() / 5));
      const alone = accused.length === 1 && voucher === 0;
      return (
        members.isMember(by) &&
        memberCount() >= 5 &&
        isFree(by, now) &&
        (last === undefined || now >= last + 30 * DAY) &&
        accused.length > 0 &&
        inOrder &&
        !accused.includes(by) &&
        accused.every((person) => mayBeNamed(person, now)) &&
        (alone || accused.every((person) => isHereBy(person, voucher, now))) &&
        accused.filter((person) => members.isMember(person)).length <= share &&
        isOwnNote(by, reason)
      );
    },
    open(by, { accused, reason }, now) {
      const percent = rules.figure("challenge-support-percent");
      all.push({
        by,
        reason: toHex(reason),
        supporters: new Set(),
        named: [...accused],
        outcomes: new Map(accused.map((person) => [person, "open" as const])),
        ballots: new Map(),
        needed: Math.max(2, Math.ceil((memberCount() * percent) / 100)),
        days: rules.figure("challenge-days"),
        restDays: rules.figure("challenge-rest-days"),
        pauseDays: rules.figure("voucher-pause-days"),
        pauseAgainDays: rules.figure("voucher-pause-again-days"),
        openedAt: now,
        stage: "gathering",
        beganAt: 0,
        eligible: 0,
        until: now + 7 * DAY,
        restUntil: 0,
      });
    },
    maySupport(person, challenge, now) {
      const one = all[challenge - 1];
      if (one?.stage !== "gathering" || now >= one.until) return false;
      if (!members.isMember(person) || one.named.includes(person)) return false;
      return isFree(person, now);
    },
    support(person, challenge, now) {
      const one = all[challenge - 1] as AuditedChallenge;
      one.supporters.add(person);
      if (one.supporters.size >= one.needed) begin(one, now);
    },
    mayJudge(person, challenge, answers, now) {
      const one = all[challenge - 1];
      if (one?.stage !== "voting" || now >= one.until) return false;
      return judges(person, one) && answers.length === one.named.length;
    },
    end(challenge) {
      const one = all[challenge - 1] as AuditedChallenge;
      one.stage = "over";
    },
    moveOn(now) {
      for (;;) {
        const next = all
          .filter(({ stage, until }) => stage !== "over" && until <= now)
          .reduce<AuditedChallenge | undefined>(
            (first, one) => (first !== undefined && first.until <= one.until ? first : one),
            undefined,
          );
        if (next === undefined) return;
        if (next.stage === "gathering") next.stage = "over";
        else if (next.stage === "voting") close(next, now);
        else if (heardAt(next) > next.until) next.until = heardAt(next);
        else if (texts.get(next.reason)?.isErased !== false) close(next, now);
        else {
          next.stage = "voting";
          next.until += (next.days - 3) * DAY;
        }
      }
    },
  };
}

/** Tells whether a challenge hinders somebody who took part in it no longer from taking part in another. */
function isDone(
  one: AuditedChallenge,
  now: number,
  all: readonly AuditedChallenge[],
  person: number,
): boolean {
  if (one.stage !== "over") return false;
  // Only the last one counts: anyone who took part in a later one had rested already.
  const last = all.findLast(({ by, supporters }) => by === person || supporters.has(person));
  return last !== one || now >= one.restUntil;
}

/** A third of those who judge, and more than three fifths of those who say yes or no, either way. */
function verdictOf(said: readonly (Said | undefined)[], eligible: number): Outcome {
  const yes = said.filter((answer) => answer === "yes").length;
  const no = said.filter((answer) => answer === "no").length;
  const isEnough = (own: number) => own > 0 && own * 3 >= eligible && own / (yes + no) > 0.6;
  if (isEnough(yes)) return "confirmed";
  return isEnough(no) ? "honest" : "fallen";
}
