import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { fromHex } from "#protocol/kernel/bytes.js";

/** A node in a process of its own. */
export interface ServedNode {
  readonly url: string;
  readonly community: Uint8Array;
  /** The time that its threads have had on a core until now. Units: microseconds. */
  cost(): Promise<number>;
  /** The longest stretch for which its main thread was not free since this was asked last. Units: milliseconds. */
  held(): Promise<number>;
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL("./serve.js", import.meta.url));

/** Starts a node on a home; with `--usual` among the flags it has the limits that people's nodes have. */
export async function startNode(home: string, flags: readonly string[] = []): Promise<ServedNode> {
  const words = [...process.execArgv, PROGRAM, "--home", home, ...flags];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const next = async <T>(): Promise<T> => {
    const over = new AbortController();
    const { signal } = over;
    const ended = once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`the node ended with ${code}`);
    });
    // Whichever of the two comes second is no longer listened for.
    ended.catch(() => {});
    const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as [T];
    over.abort();
    return message;
  };
  const { url, community } = await next<{ url: string; community: string }>();
  return {
    url,
    community: fromHex(community) as Uint8Array,
    async cost() {
      child.send("cost");
      return (await next<{ cost: number }>()).cost;
    },
    async held() {
      child.send("held");
      return (await next<{ held: number }>()).held;
    },
    async stop() {
      const ended = once(child, "exit");
      child.send("stop");
      await ended;
    },
  };
}
