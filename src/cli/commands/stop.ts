import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { homeLayout, lockHolder } from "../../node/index.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { CommandError, EXIT } from "../exit.ts";
import type { Outcome } from "../outcome.ts";

const PATIENCE_MS = 60_000;
const GLANCE_MS = 100;

/** Stops the node of a home and waits until it has let the home go. */
export function addStop(program: Command, cli: Cli): void {
  declare(program, cli, { usage: "stop", summary: "stop the node of your community" }, stop);
}

async function stop(call: Call): Promise<Outcome> {
  const home = call.settings.get("home").value;
  const { lock } = homeLayout(home);
  const holder = await lockHolder(lock);
  if (holder === undefined) {
    throw new CommandError("No node is running.", {
      why: `Nobody holds ${home}.`,
      remedy: "There is nothing to stop; name another home with --home if you meant one.",
      exit: EXIT.notRunning,
      code: "cli/not-running",
    });
  }
  if (holder.host !== hostname()) {
    throw new CommandError(`The node runs on ${holder.host}.`, {
      why: "It can only be stopped from that computer.",
      remedy: "Run `folkmoot stop` there.",
      code: "cli/elsewhere",
    });
  }
  if (holder.pid === 0) {
    throw new CommandError("The node cannot be stopped yet.", {
      why: `Another process has just taken ${home} and has not said which one it is.`,
      remedy: "Wait a moment, then run `folkmoot stop` again.",
      code: "cli/unnamed",
    });
  }
  process.kill(holder.pid, "SIGTERM");
  for (let waited = 0; waited < PATIENCE_MS; waited += GLANCE_MS) {
    if ((await lockHolder(lock))?.pid !== holder.pid) {
      return {
        plain: { ok: true, pid: holder.pid },
        lines: [`The node (process ${holder.pid}) has stopped.`],
      };
    }
    await wait(GLANCE_MS);
  }
  throw new CommandError(`The node (process ${holder.pid}) is still running.`, {
    why: `It was asked to stop ${PATIENCE_MS / 1000} seconds ago.`,
    remedy: "Look at its log; it may be writing a large checkpoint.",
    code: "cli/still-running",
  });
}
