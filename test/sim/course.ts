import { nativeHasher } from "#engine/native-hasher.js";
import {
  type BlockInput,
  communityOf,
  DAY,
  equalBytes,
  folkmootLaw,
  HOUR,
  InvariantError,
  type Law,
} from "#protocol/index.js";
import { type Auditor, createAuditor } from "./audit/auditor.ts";
import { type Cast, createCast } from "./cast.ts";
import type { DrawContext } from "./draw-context.ts";
import { lawOfTwo } from "./editions.ts";
import { drawFounding } from "./founding.ts";
import { pretendKeys } from "./keys.ts";
import { createRandom, type Random } from "./random.ts";
import {
  type Executed,
  foundReplica,
  type MakeTree,
  plainTree,
  type Replica,
  type WrapLedger,
} from "./replica.ts";
import { createWorkload, type Drawn, type Workload } from "./workload.ts";

/** What was found to be wrong, by which check, after how many actions. */
export interface Violation {
  readonly check: string;
  readonly what: string;
  readonly actions: number;
}

/** How one seed came out. */
export interface Run {
  readonly seed: number;
  readonly actions: number;
  readonly blocks: number;
  /** Actions that were not refused. */
  readonly done: number;
  /** How often each type of action was done, and each event was brought about by time. */
  readonly types: ReadonlyMap<string, number>;
  readonly violation: Violation | undefined;
}

/** What a course runs on; a bug can be planted in any of it. */
export interface CourseDeps {
  /** Makes a copy of the law, again for each replica and after each restart. */
  readonly makeLaw?: () => Law;
  readonly makeTree?: MakeTree;
  /** Wraps the ledger that makes the blocks. */
  readonly wrapLedger?: WrapLedger;
  /** Kinds of action that are drawn more often than usual, so that a rare fault has its occasions. */
  readonly often?: readonly Drawn[];
  /** Places of each elder when the community begins, where a fault needs them to be few. */
  readonly placesEach?: number;
}

interface Course {
  readonly random: Random;
  readonly deps: Required<Pick<CourseDeps, "makeLaw" | "makeTree">>;
  readonly cast: Cast;
  readonly workload: Workload;
  readonly auditor: Auditor;
  readonly main: Replica;
  readonly context: Pick<DrawContext, "texts" | "sent" | "past">;
  readonly types: Map<string, number>;
  twin: Replica;
  now: number;
  height: number;
  actions: number;
  done: number;
}

/**
 * Runs the law on what a seed draws, two copies side by side, with an auditor beside them.
 *
 * Why two: the second is taken down and set up again from a checkpoint every few blocks, so whatever
 * one copy only has in its memory makes the two differ.
 */
export function runCourse(seed: number, actions: number, deps: CourseDeps = {}): Run {
  const course = begin(seed, deps);
  let violation: Violation | undefined;
  while (violation === undefined && course.actions < actions) violation = step(course);
  const { done, height, types } = course;
  return { seed, actions: course.actions, blocks: height, done, types, violation };
}

function begin(seed: number, given: CourseDeps): Course {
  const deps = { makeLaw: () => lawOfTwo, makeTree: plainTree, ...given };
  const random = createRandom(seed);
  const keys = pretendKeys;
  const name = `course ${seed}`;
  const drawn = drawFounding(folkmootLaw, keys, random.fork("founding"), {
    name,
    placesEach: given.placesEach,
  });
  const { document, founders } = drawn;
  const community = communityOf(nativeHasher, folkmootLaw, document);
  const found = (makeTree: MakeTree, wrap?: WrapLedger) =>
    foundReplica(
      { law: deps.makeLaw(), document, verify: keys.verify, vrf: keys.vrf, makeTree },
      wrap,
    );
  return {
    random,
    deps,
    cast: createCast(folkmootLaw, keys, { community, founders, validator: drawn.validator, name }),
    workload: createWorkload(random.fork("workload"), given.often),
    auditor: createAuditor(document, community, keys),
    main: found(deps.makeTree, given.wrapLedger),
    twin: found(plainTree),
    context: { texts: [], sent: [], past: [] },
    types: new Map(),
    now: document.foundedAt,
    height: 0,
    actions: 0,
    done: 0,
  };
}

/** Draws a block, lets both copies execute it, and looks at what came of it from all sides. */
function step(course: Course): Violation | undefined {
  const block = drawBlock(course);
  const found = (check: string, what: string): Violation => {
    return { check, what, actions: course.actions };
  };
  const before = course.main.ledger.root();
  let executed: Executed;
  let again: Executed;
  try {
    executed = course.main.execute(block);
    again = course.twin.execute(block);
  } catch (error) {
    if (error instanceof InvariantError) return found("assertion of the law", error.message);
    throw error;
  }
  note(course, block, executed);
  if (!equalBytes(executed.outcome, again.outcome)) return found("second copy", "other outcome");
  if (!equalBytes(executed.root, again.root)) return found("second copy", "another root");
  // What brings nothing about must leave the root alone: else every block would call for another.
  const isIdle = block.actions.length === 0 && executed.dueEvents.length === 0;
  if (isIdle && !equalBytes(executed.root, before))
    return found("rest", "an idle block changes it");
  const { ledger } = course.main;
  const audited = course.auditor.follow(
    ledger,
    { ...block, before },
    executed.receipts,
    ledger.reader(),
  );
  if (audited !== undefined) return found("auditor", audited);
  const [broken] = ledger.stateMachine.broken(ledger.reader(), block.time);
  if (broken !== undefined) return found("invariant of the law", broken);
  return restartSometimes(course, found);
}

function restartSometimes(
  course: Course,
  found: (check: string, what: string) => Violation,
): Violation | undefined {
  const { random, main, deps } = course;
  if (random.once(8)) course.twin = course.twin.restart(deps.makeLaw());
  if (random.once(25) && !equalBytes(main.rebuiltRoot(), main.ledger.root())) {
    return found("rebuilt tree", "the rows alone lead to another root");
  }
  return undefined;
}

function drawBlock(course: Course): BlockInput {
  const { random, workload, cast, main, context } = course;
  course.now = nextMoment(random, course.now, main.ledger.nextDue());
  course.height += 1;
  const { now, height } = course;
  const around: DrawContext = { random, ledger: main.ledger, cast, now, ...context };
  const count = random.pick([0, 1, 2, 4, 8, 8, 16]);
  const actions = Array.from({ length: count }, () =>
    main.ledger.stateMachine.decode(workload.next(around)),
  );
  course.actions += count;
  return { height, time: now, actions };
}

const STEPS = [1, 1000, HOUR / 2, HOUR, 3 * HOUR, 3 * HOUR, 9 * HOUR, 2 * DAY];

/** Mostly soon; often exactly when something is due, or just before; now and then after days. */
function nextMoment(random: Random, now: number, due: number | undefined): number {
  if (random.once(25)) return now + 6 * DAY;
  const later = now + random.pick(STEPS);
  const isNear = due !== undefined && due > now + 1 && due <= later + 6 * HOUR;
  if (!isNear || random.once(2)) return later + random.below(1000);
  return due - random.pick([0, 0, 1]);
}

function note(course: Course, { actions }: BlockInput, executed: Executed): void {
  const { receipts, dueEvents } = executed;
  for (const { type } of dueEvents) count(course, type);
  for (const [at, receipt] of receipts.entries()) {
    if (receipt.code !== 0) continue;
    const decoded = actions[at]?.decoded;
    if (decoded?.ok) course.cast.learn(receipt, decoded.value.input);
    course.done += 1;
    count(course, receipt.type);
  }
}

function count({ types }: Course, type: string): void {
  types.set(type, (types.get(type) ?? 0) + 1);
}
