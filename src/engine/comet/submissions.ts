import { toHex } from "../../protocol/kernel/bytes.ts";
import { type Refusal, refuse } from "../../protocol/kernel/fault.ts";
import type { Law } from "../../protocol/law.ts";
import { stoppedFault } from "../embedded/stop-faults.ts";
import type { CommittedBlock, PlacedReceipt, Submission } from "../engine.ts";
import { EngineFault, messageOf } from "../engine-fault.ts";
import type { Mempool } from "./mempool.ts";
import type { Received } from "./received.ts";
import type { BroadcastAnswer, CometRpc } from "./rpc.ts";

/** Actions that were handed in here and wait for their block. */
export interface Submissions {
  submit(wire: Uint8Array): Promise<Submission>;
  /** Answers those whose actions are in a block. */
  settle(block: CommittedBlock): void;
  /** Answers one whose action the law has refused while it waited. */
  refused(id: Uint8Array, code: number): void;
  size(): number;
  /** Tells whether an action waits here. */
  holds(id: Uint8Array): boolean;
  /** Tells whether any action is kept whose sender was told that it is only received. */
  holdsAny(): boolean;
  /** Hands on what was received before this start, until consensus has taken all of it. */
  resume(): Promise<void>;
  /** Turns everybody away who still waits. */
  close(fault: EngineFault | undefined): void;
}

/** What submissions stand on. */
export interface SubmissionGround {
  readonly law: Law;
  readonly mempool: Mempool;
  readonly rpc: CometRpc;
  /** The moment by which an action is looked at. */
  readonly now: () => number;
  /** The person whom an action names, 0 for nobody. */
  readonly personIn: (wire: Uint8Array) => number;
  readonly waitingMax: number;
  readonly received: Received;
  /** How long a sender waits before being told that it is only received. Units: milliseconds. */
  readonly patience: () => number;
}

/** How long an action waits for a node that catches up, and between two attempts. Milliseconds. */
const CATCH_UP_PATIENCE = 30_000;
const CATCH_UP_PAUSE = 200;
/** Before what was received earlier is handed on again where that failed. Units: milliseconds. */
const RESUME_PAUSE = 1_000;

interface Waiting {
  readonly id: Uint8Array;
  readonly answer: Promise<Submission>;
  settle(submission: Submission): void;
  reject(error: Error): void;
}

/**
 * Opens the way in.
 *
 * Why one after another for each person: the actions of a device are numbered, and a later one
 * that overtook an earlier one would make it void. Different people do not wait for each other.
 */
export function createSubmissions(ground: SubmissionGround): Submissions {
  const { mempool, rpc, law, received } = ground;
  const waiting = new Map<string, Waiting>();
  const lanes = new Map<number, Promise<unknown>>();
  let over: EngineFault | undefined;

  const inLane = <T>(person: number, run: () => Promise<T>): Promise<T> => {
    const before = lanes.get(person) ?? Promise.resolve();
    const done = before.then(run, run);
    const end = done
      .catch(() => {})
      .then(() => {
        if (lanes.get(person) === end) lanes.delete(person);
      });
    lanes.set(person, end);
    return done;
  };
  const refusalOf = (code: number): Refusal => {
    const fault = law.faultByNumber.get(code);
    if (fault === undefined) throw busy("too many actions of this person are waiting");
    return refuse(fault);
  };
  /** Looks at an action and hands it on; answers at once only where it comes to nothing. */
  const handIn = async (wire: Uint8Array): Promise<Submission | Waiting> => {
    const verdict = await mempool.check(wire, ground.now());
    if (verdict.state === "full") throw busy("too many actions of this person are waiting");
    if (verdict.state === "refused") return verdict;
    const name = toHex(verdict.id);
    const known = waiting.get(name);
    if (known !== undefined) return known;
    const mine = createWaiting(verdict.id);
    waiting.set(name, mine);
    try {
      const answer = await broadcast(rpc, wire);
      if (answer.state === "taken" || answer.state === "known") return mine;
      if (answer.state === "full") throw busy("too many actions are waiting");
      if (answer.state === "catching-up") throw busy("this node still catches up with the others");
      waiting.delete(name);
      return { state: "refused", id: verdict.id, refusal: refusalOf(answer.code) };
    } catch (error) {
      waiting.delete(name);
      mempool.leave(verdict.id);
      if (error instanceof EngineFault) throw error;
      throw busy(`consensus does not answer: ${messageOf(error)}`);
    }
  };
  /** What is kept once too often is refused when it is handed on again. */
  const forget = (name: string): void => void received.forget(name).catch(() => {});
  /** Waits for the block; after a while the action is kept and its sender told so. */
  const answerInTime = async (mine: Waiting, wire: Uint8Array): Promise<Submission> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((tell) => {
      timer = setTimeout(() => tell(undefined), ground.patience());
    });
    const answer = await Promise.race([mine.answer, late]).finally(() => clearTimeout(timer));
    if (answer !== undefined) return answer;
    const name = toHex(mine.id);
    await received.keep(name, wire);
    // It may have been decided while it was written.
    if (waiting.get(name) === mine) return { state: "received", id: mine.id };
    forget(name);
    return mine.answer;
  };

  /** Answers how many could not be handed on; whoever waits for them was told that they are kept. */
  const resumeOnce = async (): Promise<number> => {
    let left = 0;
    for (const wire of await received.all()) {
      if (over !== undefined) return left;
      const handed = await handIn(wire).catch(() => undefined);
      if (handed === undefined) left += 1;
      else if (!("answer" in handed) && handed.state === "refused") forget(toHex(handed.id));
    }
    return left;
  };

  return {
    async submit(given) {
      if (over !== undefined) throw over;
      if (waiting.size >= ground.waitingMax) throw busy("too many actions are waiting");
      const wire = given.slice();
      const handed = await inLane(ground.personIn(wire), () => handIn(wire));
      return "answer" in handed ? answerInTime(handed, wire) : handed;
    },
    settle({ receipts }) {
      for (const receipt of receipts) {
        mempool.leave(receipt.id);
        const name = toHex(receipt.id);
        waiting.get(name)?.settle(submissionOf(receipt));
        waiting.delete(name);
        forget(name);
      }
    },
    refused(id, code) {
      const name = toHex(id);
      const one = waiting.get(name);
      const fault = law.faultByNumber.get(code);
      if (one === undefined || fault === undefined) return;
      waiting.delete(name);
      one.settle({ state: "refused", id, refusal: refuse(fault) });
      forget(name);
    },
    holds: (id) => waiting.has(toHex(id)) || received.has(toHex(id)),
    holdsAny: () => received.size() > 0,
    async resume() {
      while (over === undefined && (await resumeOnce()) > 0) {
        await new Promise((resolve) => setTimeout(resolve, RESUME_PAUSE));
      }
    },
    size: () => Math.max(waiting.size, mempool.size()),
    close(fault) {
      over = stoppedFault(fault);
      for (const one of waiting.values()) one.reject(over);
      waiting.clear();
    },
  };
}

/** Hands an action over, with patience for a node that has just started. */
async function broadcast(rpc: CometRpc, wire: Uint8Array): Promise<BroadcastAnswer> {
  const until = performance.now() + CATCH_UP_PATIENCE;
  for (;;) {
    const answer = await rpc.broadcast(wire);
    if (answer.state !== "catching-up" || performance.now() > until) return answer;
    await new Promise((resolve) => setTimeout(resolve, CATCH_UP_PAUSE));
  }
}

/** A block may hold an action that the law refuses, where its proposer did not look. */
function submissionOf(receipt: PlacedReceipt): Submission {
  return receipt.refusal === undefined
    ? { state: "acknowledged", receipt }
    : { state: "refused", id: receipt.id, refusal: receipt.refusal };
}

function createWaiting(id: Uint8Array): Waiting {
  let settle: Waiting["settle"] = () => {};
  let reject: Waiting["reject"] = () => {};
  const answer = new Promise<Submission>((resolve, fail) => {
    settle = resolve;
    reject = fail;
  });
  answer.catch(() => {});
  return { id, answer, settle, reject };
}

function busy(what: string): EngineFault {
  return new EngineFault("too-busy", what, "Wait a moment, then send it again.");
}
