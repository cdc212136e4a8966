import { setImmediate as letOthers } from "node:timers/promises";
import type { BucketLimit } from "../limits.ts";
import { strangersWait, tooMany } from "../problem.ts";
import { beginWork } from "./begin-work.ts";
import { type Buckets, createBuckets } from "./buckets.ts";
import { createPrices, LEAST_PRICE, type Prices } from "./prices.ts";
import { createTurns, NoTurn, type Turns, type Whose } from "./turns.ts";

/** Takes the price of each request out of the budget of who asks. */
export interface Till {
  /** Throws: ProblemError 429 where the budget does not reach. */
  open(payer: Payer, kind: string): Bill;
  /** Tells in how many seconds a person can pay a price for an action; 0 when now. */
  waitForAction(person: number, price: number): number;
  /** Takes what an action has cost from the person who signed it. */
  chargeAction(person: number, kind: string, ms: number): void;
  readonly prices: Prices;
  readonly turns: Turns;
  /** What members have cost in all. Units: milliseconds. */
  membersMs(): number;
}

/** On whose budget a request goes: a member's own, or that of the place it comes from. */
export type Payer =
  | { readonly kind: "member"; readonly person: number }
  | { readonly kind: "stranger"; readonly place: string };

/** What one request costs, while it is answered. */
export interface Bill {
  /** Does a piece of the work when it is its turn, and counts how long it holds the main thread. */
  run<T>(work: () => T): Promise<T>;
  /**
   * Does work in parts, each of them as `run` does; between two of them others are answered.
   *
   * Shape: each `yield` ends a part. Cost: the same as in one piece.
   */
  inParts<T>(steps: Generator<undefined, T, undefined>): Promise<T>;
  /** Counts work that is done elsewhere, or takes back what was counted. Units: milliseconds. */
  add(ms: number): void;
  /** Tells in how many seconds so much more can be paid; 0 when now. */
  wait(ms: number): number;
  /** Settles with the budget, and learns. */
  settle(): void;
}

/** The budgets. Units: milliseconds of the main thread. */
export interface CpuLimits {
  readonly cpuPerAddress: BucketLimit;
  readonly cpuPerMember: BucketLimit;
  /** The part of the main thread that all strangers together are given, from 0 to 1. */
  readonly cpuShareOfStrangers: number;
}

const WAITING_MAX = 200;
const WAITING_PER_PLACE_MAX = 40;
/** A member with less than this part of their budget left takes turns as strangers do. */
const HURRIED_SHARE = 0.5;
const SECONDS_FOR_TURN = 2;

/**
 * Opens the till.
 *
 * Why the price is taken before and settled after: many requests at once must not be let in on the
 * promise of one, and what a request did cost is known only then.
 */
export function createTill(limits: CpuLimits, now: () => number): Till {
  const prices = createPrices();
  const places = createBuckets(limits.cpuPerAddress, now);
  const members = createBuckets(limits.cpuPerMember, now);
  const turns = createTurns({
    share: limits.cpuShareOfStrangers,
    waitingMax: WAITING_MAX,
    waitingPerNameMax: WAITING_PER_PLACE_MAX,
  });
  let membersMs = 0;

  const budgetOf = (payer: Payer): readonly [Buckets, string] =>
    payer.kind === "member" ? [members, String(payer.person)] : [places, payer.place];

  return {
    prices,
    turns,
    membersMs: () => membersMs,
    open(payer, kind) {
      const [budget, name] = budgetOf(payer);
      const burst = burstOf(limits, payer);
      const price = Math.min(prices.of(kind), burst);
      const seconds = budget.take(name, price);
      if (seconds > 0) throw tooMany(seconds);
      let spent = LEAST_PRICE;
      let isSettled = false;
      const count = (ms: number): void => {
        if (isSettled) budget.spend(name, ms);
        else spent += ms;
      };
      const whose: Whose = {
        name: `${payer.kind} ${name}`,
        left: () => budget.share(name),
        took: count,
      };
      const isAtOnce = () => payer.kind === "member" && budget.share(name) >= HURRIED_SHARE;
      return {
        run: (work) => (isAtOnce() ? runNow(work, whose) : inTurn(turns.run(work, whose))),
        async inParts(steps) {
          while (isAtOnce()) {
            const step = await runNow(() => steps.next(), whose);
            if (step.done === true) return step.value;
            await letOthers();
          }
          return inTurn(turns.inParts(steps, whose));
        },
        add: count,
        wait: (ms) => budget.wait(name, Math.min(ms, burst - price)),
        settle() {
          isSettled = true;
          budget.spend(name, spent - price);
          prices.learn(kind, spent);
          if (payer.kind === "member") membersMs += spent;
        },
      };
    },
    waitForAction: (person, price) =>
      members.wait(String(person), Math.min(price, limits.cpuPerMember.burst)),
    chargeAction(person, kind, ms) {
      prices.learn(kind, ms);
      members.spend(String(person), ms);
      membersMs += ms;
    },
  };
}

function burstOf({ cpuPerAddress, cpuPerMember }: CpuLimits, payer: Payer): number {
  return payer.kind === "member" ? cpuPerMember.burst : cpuPerAddress.burst;
}

async function runNow<T>(work: () => T, { took }: Whose): Promise<T> {
  const tookNow = beginWork();
  try {
    return work();
  } finally {
    took(tookNow());
  }
}

async function inTurn<T>(working: Promise<T>): Promise<T> {
  try {
    return await working;
  } catch (error) {
    if (error instanceof NoTurn) throw strangersWait(SECONDS_FOR_TURN);
    throw error;
  }
}
