import { accusedTable, challengesTable } from "../challenges/index.ts";
import { circlesTable, isInCircle, isOpenCircle } from "../circles/index.ts";
import { articles } from "../constitution/index.ts";
import { type Decision, decisionsTable } from "../decisions/index.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import {
  type ChallengeId,
  type CircleId,
  type DecisionId,
  EVERYONE,
  type PersonId,
} from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { requireMember } from "../membership/index.ts";
import { conversationFaults as faults } from "./faults.ts";
import type { Subject, ThreadName } from "./types.ts";

/** What people talk about, as it stands now: whose matter it is, and whether it is over. */
interface Standing {
  readonly circle: CircleId;
  readonly isOver: boolean;
}

/** Stages of a decision in which something may still come of it. */
const GOING_ON: readonly Decision["stage"][] = ["open", "passed"];

type Look = (state: Reader, number: number) => Standing | undefined;

const looks: { readonly [S in Subject]: Look } = {
  decision(state, number) {
    const row = decisionsTable.get(state, [number as DecisionId]);
    return row && { circle: row.circle, isOver: !GOING_ON.includes(row.stage) };
  },
  circle(state, number) {
    const circle = number as CircleId;
    return circlesTable.has(state, [circle])
      ? { circle, isOver: !isOpenCircle(state, circle) }
      : undefined;
  },
  challenge(state, number) {
    const row = challengesTable.get(state, [number as ChallengeId]);
    return row && { circle: EVERYONE, isOver: row.stage === "over" };
  },
  article(state, number) {
    const row = number > ARTICLE_MAX ? undefined : articles.get(state, [number]);
    return row && { circle: EVERYONE, isOver: row.until !== 0 };
  },
};

/** Articles have numbers of two bytes. */
const ARTICLE_MAX = 65_535;

/** How it stands with what a thread is about; nothing where it is not there. */
export function standingOf(state: Reader, { about, number }: ThreadName): Standing | undefined {
  return looks[about](state, number);
}

/**
 * Refuses unless somebody may write about something now.
 *
 * Why those whom a challenge names, members or not: nobody is talked about without a word of theirs.
 * Faults: conversation/unknown, conversation/over, conversation/not-in-circle, membership/not-a-member
 * and its like.
 */
export function refusalToWrite(
  state: Reader,
  thread: ThreadName,
  person: PersonId,
): Refusal | undefined {
  const standing = standingOf(state, thread);
  if (standing === undefined) return refuse(faults.unknown);
  if (standing.isOver) return refuse(faults.over);
  if (isAccused(state, thread, person)) return undefined;
  const stranger = requireMember(state, person);
  if (stranger !== undefined) return stranger;
  const { circle } = standing;
  return isInCircle(state, circle, person)
    ? undefined
    : refuse(faults["not-in-circle"], { circle });
}

function isAccused(state: Reader, { about, number }: ThreadName, person: PersonId): boolean {
  return about === "challenge" && accusedTable.has(state, [number as ChallengeId, person]);
}
