import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("./strangers.js", import.meta.url));

/** Strangers who ask as fast as they can, until they are told to stop. */
export interface Strangers {
  /** Ends them; how many answers there were of each status, 0 for a connection that was cut. */
  stop(): Promise<ReadonlyMap<number, number>>;
}

/** Starts them in a process of their own, so that what they do costs the asker nothing. */
export async function startStrangers(url: string, connections: number): Promise<Strangers> {
  const words = [PROGRAM, "--url", url, "--connections", String(connections)];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(child, "message");
  return {
    async stop() {
      const told = once(child, "message") as Promise<[{ readonly counts: [number, number][] }]>;
      const ended = once(child, "exit");
      child.send("stop");
      const [{ counts }] = await told;
      await ended;
      return new Map(counts);
    },
  };
}
