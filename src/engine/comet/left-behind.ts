import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { EngineLog } from "../embedded/options.ts";
import { EngineFault } from "../engine-fault.ts";

/** How long a CometBFT that was left behind has to end by itself. Units: milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 200;

/**
 * Waits until no CometBFT of an earlier run has this home any more.
 *
 * Why: a node that was killed leaves its CometBFT behind, which ends by itself soon after the law is
 * gone, but not at once, and not while it is frozen. Why by its port: it listens there as long as it
 * lives, and the system gives a port to one process alone.
 * Throws: EngineFault `comet-stopped` where the port is not free in time.
 */
export async function waitUntilLeft(
  port: number,
  log: EngineLog,
  patience = PATIENCE,
): Promise<void> {
  if (await isFree(port)) return;
  log.warn("waiting for a CometBFT that an earlier run left behind", { port });
  for (let waited = 0; waited < patience; waited += PAUSE) {
    await wait(PAUSE);
    if (await isFree(port)) return;
  }
  throw new EngineFault(
    "comet-stopped",
    `another process still listens on 127.0.0.1:${port}: a CometBFT that an earlier run left behind, or another program`,
    "End that process, or choose another `rpcPort` in network.json, then start again. Nothing is lost.",
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once("error", () => settle(false));
    server.listen(port, "127.0.0.1", () => server.close(() => settle(true)));
  });
}
