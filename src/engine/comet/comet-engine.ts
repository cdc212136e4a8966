import type { Engine } from "../engine.ts";
import { messageOf } from "../engine-fault.ts";
import { openParts } from "./engine-parts.ts";
import { createPort } from "./engine-port.ts";
import { openEngineResources } from "./engine-resources.ts";
import type { CometOptions } from "./options.ts";
import { startConsensus } from "./start-consensus.ts";

/**
 * Starts the engine of a community that lives on several machines.
 *
 * Why: the same law under CometBFT; a block is final once more than two thirds of the validators
 * have signed it, and acknowledged here once this machine has written what came of it.
 * Throws: EngineFault, naming what is wrong with the store, the founding, CometBFT or its network.
 */
export async function startCometEngine(options: CometOptions): Promise<Engine> {
  const deps = await openEngineResources(options);
  const parts = await openParts(deps);
  const { writer, submissions, history, ending, gate, run, log } = parts;
  const session = await startConsensus(parts);
  ending.add(session);
  // The newest part ends first: no block comes any more while the others finish.
  ending.add(gate);
  await run?.begun(ending.stopped).catch(ending.fail);
  const cause = ending.cause();
  // What failed while it started has found no session to end.
  if (cause !== undefined) {
    await session.stop();
    await history.stop();
    throw cause;
  }
  history.follow(writer.head().height);
  parts.waker.set();
  void submissions.resume().catch((error: unknown) => {
    log.warn("what was received before could not be handed on", { error: messageOf(error) });
  });
  return createPort(parts);
}
