import { InvariantError } from "../../protocol/kernel/assert.ts";
import { EngineFault, messageOf } from "../engine-fault.ts";

/** An action with which the law contradicts itself; only that action is turned away. */
export function lawBroken(error: Error): EngineFault {
  return new EngineFault(
    "law-broken",
    `the law contradicts itself with this action: ${error.message}`,
    "Nothing was changed; report this to those who maintain Folkmoot.",
    error,
  );
}

/** What everybody is told who asks an engine that has stopped, or who was still waiting. */
export function stoppedFault(cause: EngineFault | undefined): EngineFault {
  const why =
    cause === undefined ? "the node is stopping" : `the node has stopped: ${cause.message}`;
  const remedy = "Ask the node's operator; then look whether your action is there.";
  return new EngineFault("stopped", why, remedy, cause);
}

/** Names what stops an engine. */
export function stoppingFault(error: unknown): EngineFault {
  if (error instanceof EngineFault) return error;
  if (error instanceof InvariantError) {
    return new EngineFault(
      "law-broken",
      error.message,
      "Report this; the last good state is kept.",
    );
  }
  return new EngineFault(
    "store-failed",
    `the disk failed: ${messageOf(error)}`,
    "Make room or replace the disk, then start again; nothing that was acknowledged is lost.",
    error,
  );
}
