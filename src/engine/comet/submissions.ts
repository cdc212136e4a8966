import { toHex } from "../../protocol/kernel/bytes.ts";
import { refuse } from "../../protocol/kernel/fault.ts";
import { findFault } from "../../protocol/law.ts";
import type { Admission } from "../admission/admission.ts";
import type { Waiting } from "../admission/waiting.ts";
import { stoppedFault } from "../embedded/stop-faults.ts";
import type { CommittedBlock, PlacedReceipt, Submission } from "../engine.ts";
import { busy, type EngineFault } from "../engine-fault.ts";
import { type BroadcastDeps, broadcastAction } from "./broadcast.ts";
import { createKeyedQueue } from "./keyed-queue.ts";
import type { PendingJournal } from "./pending-journal.ts";

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

/** What submissions need. */
export interface SubmissionDeps extends BroadcastDeps {
  readonly admission: Admission;
  /** The person whom an action names, 0 for nobody. */
  readonly personIn: (wire: Uint8Array) => number;
  readonly waitingMax: number;
  readonly received: PendingJournal;
  /** How long a sender waits before being told that it is only received. Units: milliseconds. */
  readonly patience: () => number;
}

/** Before what was received earlier is handed on again where that failed. Units: milliseconds. */
const RESUME_PAUSE = 1_000;

/**
 * Opens the way in.
 *
 * Why one after another for each person: the actions of a device are numbered, and a later one
 * that overtook an earlier one would make it void. Different people do not wait for each other.
 */
export function createSubmissions(deps: SubmissionDeps): Submissions {
  const { admission, law, received } = deps;
  /** The names of those that were handed to consensus from here and are not answered yet. */
  const handed = new Set<string>();
  const queue = createKeyedQueue();
  let over: EngineFault | undefined;

  /** Answers how many could not be handed on; anyone who waits for them was told that they are kept. */
  const resumeOnce = async (): Promise<number> => {
    let left = 0;
    for (const wire of await received.all()) {
      if (over !== undefined) return left;
      const waiting = await broadcastAction(deps, handed, wire).catch(() => undefined);
      if (waiting === undefined) left += 1;
      else if (!("answer" in waiting) && waiting.state === "refused") forget(received, waiting.id);
    }
    return left;
  };

  return {
    async submit(given) {
      if (over !== undefined) throw over;
      if (handed.size >= deps.waitingMax) throw busy("too many actions are waiting");
      const wire = given.slice();
      const run = () => broadcastAction(deps, handed, wire);
      const waiting = await queue.inTurn(deps.personIn(wire), run);
      return "answer" in waiting ? answerInTime(deps, waiting, wire) : waiting;
    },
    settle({ receipts }) {
      for (const receipt of receipts) {
        handed.delete(toHex(receipt.id));
        admission.settle(receipt.id, submissionOf(receipt));
        forget(received, receipt.id);
      }
    },
    refused(id, code) {
      const fault = findFault(law, code);
      if (fault === undefined) return;
      admission.settle(id, { state: "refused", id, refusal: refuse(fault) });
      if (handed.delete(toHex(id))) forget(received, id);
    },
    holds: (id) => handed.has(toHex(id)) || received.has(toHex(id)),
    holdsAny: () => received.size() > 0,
    async resume() {
      while (over === undefined && (await resumeOnce()) > 0) {
        await new Promise((resolve) => setTimeout(resolve, RESUME_PAUSE));
      }
    },
    size: admission.size,
    close(fault) {
      over = stoppedFault(fault);
      admission.close(over);
    },
  };
}

/** Waits for the block; after a while the action is kept and its sender told so. */
async function answerInTime(
  { patience, received, admission }: SubmissionDeps,
  mine: Waiting,
  wire: Uint8Array,
): Promise<Submission> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((tell) => {
    timer = setTimeout(() => tell(undefined), patience());
  });
  const answer = await Promise.race([mine.answer, late]).finally(() => clearTimeout(timer));
  if (answer !== undefined) return answer;
  await received.keep(toHex(mine.id), wire);
  // It may have been decided while it was written.
  if (admission.get(mine.id) === mine) return { state: "received", id: mine.id };
  forget(received, mine.id);
  return mine.answer;
}

/** What is kept once too often is refused when it is handed on again. */
function forget(received: PendingJournal, id: Uint8Array): void {
  received.forget(toHex(id)).catch(() => {});
}

/** A block may hold an action that the law refuses, where its proposer did not look. */
function submissionOf(receipt: PlacedReceipt): Submission {
  return receipt.refusal === undefined
    ? { state: "acknowledged", receipt }
    : { state: "refused", id: receipt.id, refusal: receipt.refusal };
}
