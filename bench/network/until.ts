import { setTimeout as pause } from "node:timers/promises";
import { openRpc } from "./rpc.ts";

/** How long a machine may take to start. Units: milliseconds. */
const PATIENCE = 60_000;

/** Waits until something is so. Throws: when it takes too long. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error("a machine does not start");
    await pause(50);
  }
}

/** Waits until a machine's RPC answers. Throws: when it takes too long. */
export async function answers(rpcPort: number): Promise<void> {
  const rpc = openRpc(rpcPort);
  try {
    await until(() =>
      rpc.call("status").then(
        () => true,
        () => false,
      ),
    );
  } finally {
    rpc.close();
  }
}
