import { type Refusal, refuse } from "../../protocol/kernel/fault.ts";
import { findFault, type Law } from "../../protocol/law.ts";
import { witnessFaults } from "../../protocol/witness/index.ts";
import type { Admission } from "../admission/admission.ts";
import type { Verdict, Waiting } from "../admission/waiting.ts";
import type { Submission } from "../engine.ts";
import { busy, EngineFault, messageOf } from "../engine-fault.ts";
import type { BroadcastAnswer, CometRpc } from "./rpc.ts";

/** What an action passes on its way to consensus. */
export interface BroadcastDeps {
  readonly law: Law;
  readonly admission: Pick<Admission, "enter" | "leave">;
  readonly rpc: Pick<CometRpc, "broadcast">;
}

/** How long an action waits for a node that catches up, and between two attempts. Milliseconds. */
const CATCH_UP_PATIENCE = 30_000;
const CATCH_UP_PAUSE = 200;

/**
 * Looks at an action and hands it to consensus; it waits from then on, unless it is refused.
 *
 * Throws: EngineFault `too-busy`; then it does not wait.
 */
export async function broadcastAction(
  deps: BroadcastDeps,
  handed: Set<string>,
  wire: Uint8Array,
): Promise<Submission | Waiting> {
  const { admission, law } = deps;
  const verdict = await enterInTime(deps, wire);
  if (verdict.state === "full") throw busy(verdict.what);
  if (verdict.state === "refused") return verdict;
  const { waiting } = verdict;
  const { id, name } = waiting;
  if (handed.has(name)) return waiting;
  handed.add(name);
  try {
    const refusal = refusalIn(law, await broadcast(deps.rpc, wire));
    if (refusal === undefined) return waiting;
    handed.delete(name);
    admission.leave(id);
    return { state: "refused", id, refusal };
  } catch (error) {
    handed.delete(name);
    admission.leave(id);
    if (error instanceof EngineFault) throw error;
    throw busy(`consensus does not answer: ${messageOf(error)}`);
  }
}

/**
 * Takes an action in; one whose device has verified more than this node has waits a while for it.
 *
 * Why not for ever: pages that never come were perhaps lost here, and its sender has to hear it.
 */
async function enterInTime({ admission }: BroadcastDeps, wire: Uint8Array): Promise<Verdict> {
  const until = performance.now() + CATCH_UP_PATIENCE;
  for (;;) {
    const verdict = await admission.enter(wire);
    const isAhead = verdict.state === "refused" && verdict.refusal.fault === witnessFaults["ahead"];
    if (!isAhead || performance.now() > until) return verdict;
    await new Promise((resolve) => setTimeout(resolve, CATCH_UP_PAUSE));
  }
}

/** Hands an action over, with patience for a node that has just started. */
async function broadcast(rpc: BroadcastDeps["rpc"], wire: Uint8Array): Promise<BroadcastAnswer> {
  const until = performance.now() + CATCH_UP_PATIENCE;
  for (;;) {
    const answer = await rpc.broadcast(wire);
    if (answer.state !== "catching-up" || performance.now() > until) return answer;
    await new Promise((resolve) => setTimeout(resolve, CATCH_UP_PAUSE));
  }
}

/** What the law has against an action; nothing when consensus has it. Throws: EngineFault `too-busy`. */
function refusalIn(law: Law, answer: BroadcastAnswer): Refusal | undefined {
  if (answer.state === "taken" || answer.state === "known") return undefined;
  if (answer.state === "full") throw busy("too many actions are waiting");
  if (answer.state === "catching-up") throw busy("this node still catches up with the others");
  const fault = findFault(law, answer.code);
  if (fault === undefined) throw busy("too many actions of this person are waiting");
  return refuse(fault);
}
