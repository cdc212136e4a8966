import type { Invariant } from "../kernel/room.ts";
import { sharesAdmittingVoucher } from "../membership/index.ts";
import { accusedOf, isParty } from "./parties.ts";
import {
  type Accused,
  accused,
  ballots,
  type Challenge,
  challenges,
  counters,
  due,
  juries,
  jurors,
  running,
  supporters,
  voices,
} from "./types.ts";
import { countAnswers, everyonesVerdict, isTakenBack, juryVerdict } from "./verdict.ts";

/** Challenges are numbered; each that is not over goes on at one moment, and has as many supporters as it says. */
export const challengesGoOn: Invariant = {
  name: "challenges/challenges-go-on",
  broken(state, now) {
    let last = 0;
    let open = 0;
    for (const { key, row } of challenges.entries(state, [])) {
      last += 1;
      if (key[0] !== last) return `challenge ${last} is missing`;
      const isOver = row.stage === "over";
      if (isOver !== (row.until === 0)) return `challenge ${last} ends wrongly`;
      if (!isOver && !due.has(state, [row.until, key[0]])) return `challenge ${last} stands still`;
      if (!isOver) open += 1;
      if (row.openedAt > now || row.beganAt > now) return `challenge ${last} is ahead`;
      const supporting = [...supporters.entries(state, [key[0]])].length;
      if (supporting !== row.supporters) return `${supporting} support challenge ${last}`;
      const isFew = row.stage !== "gathering" && !isOver && row.supporters < row.needed;
      if (isFew) return `challenge ${last} has too few supporters`;
      if (accusedOf(state, key[0]).length !== row.accused) return `who ${last} names is wrong`;
    }
    for (const _ of due.entries(state, [])) open -= 1;
    if (open !== 0) return "something goes on that is over";
    return counters.get(state, [])?.challenges === (last === 0 ? undefined : last)
      ? undefined
      : "challenges are counted wrongly";
  },
};

/** One challenge runs against a person at most, and one runs against exactly those for whom it is open. */
export const oneRunsAtATime: Invariant = {
  name: "challenges/one-runs-at-a-time",
  broken(state) {
    let expected = 0;
    for (const { key, row } of accused.entries(state, [])) {
      const challenge = challenges.get(state, [key[0]]);
      if (challenge === undefined) return `challenge ${key[0]} is missing`;
      const isUndecided = row.outcome === "open" || row.outcome === "confirmed";
      const hasBegun = challenge.stage !== "gathering" && challenge.stage !== "over";
      const runs = running.get(state, [key[1]])?.challenge === key[0];
      const isDone = row.outcome === "confirmed" && !runs && challenge.stage === "appealed";
      if (isDone) continue;
      if (runs !== (isUndecided && hasBegun)) return `${key[1]} is challenged wrongly`;
      if (runs) expected += 1;
    }
    const held = [...running.entries(state, [])].length;
    return held === expected ? undefined : `${held} challenges run, ${expected} should`;
  },
};

/** Jurors are no parties, came by nobody by whom an accused came, and are no more than there are seats. */
export const juriesAreFair: Invariant = {
  name: "challenges/juries-are-fair",
  broken(state) {
    for (const { key } of jurors.entries(state, [])) {
      const [challenge, person] = key;
      const row = challenges.get(state, [challenge]);
      if (row === undefined) return `jury ${challenge} judges nothing`;
      if (isParty(state, challenge, row, person)) return `${person} is a party and a juror`;
      const isOpen = row.stage === "voting";
      const isKin = (named: (typeof key)[1]) => sharesAdmittingVoucher(state, named, person);
      if (isOpen && accusedOf(state, challenge).some(isKin))
        return `${person} came with an accused`;
    }
    for (const { key, row } of challenges.entries(state, [])) {
      const seated = [...jurors.entries(state, [key[0]])].filter(
        (juror) => juror.row.seat === "sits",
      );
      if (seated.length > row.jurors) return `jury ${key[0]} has too many people`;
    }
    for (const { key } of juries.entries(state, [])) {
      const isSeated = jurors.get(state, [key[1], key[0]])?.seat === "sits";
      const isOpen = challenges.get(state, [key[1]])?.stage === "voting";
      if (!isSeated || !isOpen) return `${key[0]} is on no open jury`;
    }
    return undefined;
  },
};

/** Nobody judges who may not, and what is counted is what was answered, and told only after the end. */
export const verdictsFollow: Invariant = {
  name: "challenges/verdicts-follow",
  broken(state) {
    for (const given of [ballots, voices]) {
      for (const { key } of given.entries(state, [])) {
        const row = challenges.get(state, [key[0]]);
        if (row === undefined || isParty(state, key[0], row, key[1])) {
          return `${key[1]} judges ${key[0]}`;
        }
        if (given === ballots && row.way === "jury" && !jurors.has(state, key)) {
          return `${key[1]} judges ${key[0]} and is no juror`;
        }
      }
    }
    for (const { key, row } of challenges.entries(state, [])) {
      const said = [...ballots.entries(state, [key[0]])].map((ballot) => ballot.row.answers);
      const later = [...voices.entries(state, [key[0]])].map((voice) => voice.row.answers);
      const first = countAnswers(row.accused, said);
      const second = countAnswers(row.accused, later);
      for (const [at, { key: who, row: named }] of [
        ...accused.entries(state, [key[0]]),
      ].entries()) {
        const what = brokenOutcome(row, named, first[at], second[at]);
        if (what !== undefined) return `${who[1]} in challenge ${who[0]} ${what}`;
      }
    }
    return undefined;
  },
};

type Counted = ReturnType<typeof countAnswers>[number] | undefined;

function brokenOutcome(
  row: Challenge,
  named: Accused,
  first: Counted,
  second: Counted,
): string | undefined {
  const { outcome, yes, no, neither } = named;
  const isTold = yes + no + neither > 0;
  if (outcome === "open" || outcome === "passed-over")
    return isTold ? "is counted early" : undefined;
  if (first === undefined || second === undefined) return "is not counted";
  if (isTold && (yes !== first.yes || no !== first.no)) return "is counted wrongly";
  if (outcome === "fallen") return undefined;
  const verdict =
    row.way === "jury" ? juryVerdict(first, row.agreeing) : everyonesVerdict(first, row.eligible);
  const isJudgedAgain = named.appealedAt !== 0 && row.stage === "over";
  const expected = isJudgedAgain && isTakenBack(second, row.eligible) ? "honest" : verdict;
  return outcome === expected ? undefined : `is ${outcome}, not ${expected}`;
}
