import type { CheckedAction } from "../../protocol/checked-action.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { claimedPerson } from "../../protocol/kernel/envelope.ts";
import type { Refusal } from "../../protocol/kernel/fault.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import { witnessFaults } from "../../protocol/witness/index.ts";
import { type Admission, createAdmission } from "../admission/admission.ts";
import { DEFAULT_LIMITS } from "../embedded/options.ts";
import type { EngineResources } from "./engine-resources.ts";
import { openPendingJournal } from "./pending-journal.ts";
import type { Stillness } from "./stillness.ts";
import { createSubmissions, type Submissions } from "./submissions.ts";

/** The way by which actions come in: from people here, and through the mempool from everywhere. */
export interface Intake {
  readonly admission: Admission;
  readonly submissions: Submissions;
}

/**
 * How many blocks a device may be ahead of this node while its action is taken in all the same.
 *
 * Why: a neighbour that has the newest block already passes on what was signed on it. Why so few: once
 * this node has them too, the action is looked at again, so nobody can fill the mempool with promises.
 */
const AHEAD_MAX = 8;

/** What the law has against an action before it is in a block. */
function objectionTo(action: CheckedAction, ledger: Ledger, now: number): Refusal | undefined {
  const refusal = ledger.stateMachine.check(ledger.reader(), action, ledger.standing(now));
  if (refusal?.fault !== witnessFaults["ahead"] || !action.decoded.ok) return refusal;
  const { envelope } = action.decoded.value;
  if (envelope.kind === "machine") return refusal;
  const { seen } = envelope.body;
  return seen.height <= ledger.height() + AHEAD_MAX ? undefined : refusal;
}

/** Opens the way in; while the network stands still, senders wait less long. */
export async function openIntake(deps: EngineResources, stillness: Stillness): Promise<Intake> {
  const { options, writer, rpc, now } = deps;
  const { law, hasher, store } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const objection = (action: CheckedAction) => objectionTo(action, writer.ledger(), now());
  const admission = createAdmission({ ledger: writer.ledger, hasher, limits, objection });
  const submissions = createSubmissions({
    law,
    admission,
    rpc,
    personIn: claimedPerson,
    waitingMax: limits.waitingMax,
    received: await openPendingJournal(store, (wire) => toHex(hasher.sha256(wire))),
    patience: stillness.patience,
  });
  return { admission, submissions };
}
