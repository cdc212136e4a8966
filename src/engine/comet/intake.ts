import type { CheckedAction } from "../../protocol/checked-action.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { claimedPerson } from "../../protocol/kernel/envelope.ts";
import { type Admission, createAdmission } from "../admission/admission.ts";
import { DEFAULT_LIMITS } from "../embedded/options.ts";
import type { EngineGround } from "./engine-ground.ts";
import { openReceived } from "./received.ts";
import type { Stillness } from "./stillness.ts";
import { createSubmissions, type Submissions } from "./submissions.ts";

/** The way by which actions come in: from people here, and through the mempool from everywhere. */
export interface Intake {
  readonly admission: Admission;
  readonly submissions: Submissions;
}

/** Opens the way in; while the network stands still, senders wait less long. */
export async function openIntake(ground: EngineGround, stillness: Stillness): Promise<Intake> {
  const { options, writer, rpc, now } = ground;
  const { law, hasher, store } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const objection = (action: CheckedAction) => {
    const ledger = writer.ledger();
    return ledger.machine.check(ledger.reader(), action, now());
  };
  const admission = createAdmission({ ledger: writer.ledger, hasher, limits, objection });
  const submissions = createSubmissions({
    law,
    admission,
    rpc,
    personIn: claimedPerson,
    waitingMax: limits.waitingMax,
    received: await openReceived(store, (wire) => toHex(hasher.sha256(wire))),
    patience: stillness.patience,
  });
  return { admission, submissions };
}
