import { type Refusal, refuse } from "../../protocol/kernel/fault.ts";
import type { Law } from "../../protocol/law.ts";
import type { Submission } from "../engine.ts";
import { EngineFault, messageOf } from "../engine-fault.ts";
import type { Mempool } from "./mempool.ts";
import type { BroadcastAnswer, CometRpc } from "./rpc.ts";
import type { WaitingAction, WaitingActions } from "./waiting-actions.ts";

/** What an action passes on its way to consensus. */
export interface HandInGround {
  readonly law: Law;
  readonly mempool: Mempool;
  readonly rpc: CometRpc;
  /** The moment by which an action is looked at. */
  readonly now: () => number;
}

/** How long an action waits for a node that catches up, and between two attempts. Milliseconds. */
const CATCH_UP_PATIENCE = 30_000;
const CATCH_UP_PAUSE = 200;

/**
 * Looks at an action and hands it to consensus; it waits from then on, unless it is refused.
 *
 * Throws: EngineFault `too-busy`; then it does not wait.
 */
export async function handIn(
  ground: HandInGround,
  waiting: WaitingActions,
  wire: Uint8Array,
): Promise<Submission | WaitingAction> {
  const { mempool, law } = ground;
  const verdict = await mempool.check(wire, ground.now());
  if (verdict.state === "full") throw busy("too many actions of this person are waiting");
  if (verdict.state === "refused") return verdict;
  const { id } = verdict;
  const known = waiting.get(id);
  if (known !== undefined) return known;
  const mine = waiting.enter(id);
  try {
    const refusal = refusalIn(law, await broadcast(ground.rpc, wire));
    if (refusal === undefined) return mine;
    waiting.leave(id);
    return { state: "refused", id, refusal };
  } catch (error) {
    waiting.leave(id);
    mempool.leave(id);
    if (error instanceof EngineFault) throw error;
    throw busy(`consensus does not answer: ${messageOf(error)}`);
  }
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

/** What the law has against an action; nothing when consensus has it. Throws: EngineFault `too-busy`. */
function refusalIn(law: Law, answer: BroadcastAnswer): Refusal | undefined {
  if (answer.state === "taken" || answer.state === "known") return undefined;
  if (answer.state === "full") throw busy("too many actions are waiting");
  if (answer.state === "catching-up") throw busy("this node still catches up with the others");
  const fault = law.faultByNumber.get(answer.code);
  if (fault === undefined) throw busy("too many actions of this person are waiting");
  return refuse(fault);
}

/** Too much is under way. */
export function busy(what: string): EngineFault {
  return new EngineFault("too-busy", what, "Wait a moment, then send it again.");
}
