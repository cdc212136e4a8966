import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { type HomeLayout, lockHolder } from "../../node/index.ts";
import { CommandError } from "../exit.ts";

/** How long a node that was left behind has to end. Units: milliseconds. */
const PATIENCE = 30_000;
const GLANCE = 100;

/**
 * Wakes nodes that pause although the command that paused them is gone, and waits until they end.
 *
 * Why it is enough to wake them: a helper's node stops by itself once its command is gone.
 * Throws: CommandError where somebody else runs a node on one of the homes.
 */
export async function wakeLeftBehind(homes: readonly HomeLayout[]): Promise<void> {
  for (const { lock } of homes) {
    const holder = await lockHolder(lock);
    if (holder?.host === hostname() && holder.pid > 0) wake(holder.pid);
  }
  const until = performance.now() + PATIENCE;
  for (const { home, lock } of homes) {
    for (;;) {
      const holder = await lockHolder(lock);
      if (holder === undefined) break;
      if (performance.now() > until) throw inUse(home, holder.pid);
      await wait(GLANCE);
    }
  }
}

/** Lets a process go on, with those that it leads. */
function wake(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGCONT");
    } catch {
      // It leads nobody, or it is gone: the lock tells.
    }
  }
}

function inUse(home: string, pid: number): CommandError {
  return new CommandError("A helper of the demonstration is in use.", {
    why: `Process ${pid} holds ${home}.`,
    remedy: `Stop it with \`folkmoot stop --home "${home}"\`, then run the demonstration again.`,
    code: "locked",
  });
}
