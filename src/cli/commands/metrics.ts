import type { Command } from "commander";
import { homeLayout, readLocalToken } from "../../node/index.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { CommandError, EXIT } from "../exit.ts";
import { nodeAddress } from "../node-address.ts";
import type { Outcome } from "../outcome.ts";

/** How long an answer may take. Units: milliseconds. */
const PATIENCE = 10_000;

/** Prints the figures of the node that runs on a home. */
export function addMetrics(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    { usage: "metrics", summary: "print the figures of your running node, for monitors" },
    metrics,
  );
}

async function metrics(call: Call): Promise<Outcome> {
  const home = call.settings.get("home").value;
  const token = await readLocalToken(homeLayout(home).localToken);
  if (token === undefined) throw notRunning(home);
  const answer = await ask(nodeAddress(call.settings), token);
  if (!answer.ok) throw refused(answer.status);
  const text = (await answer.text()).trimEnd();
  return { plain: text, lines: text.split("\n") };
}

async function ask(address: string, token: string): Promise<Response> {
  try {
    return await fetch(`${address.replace(/\/$/, "")}/api/v1/metrics`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (cause) {
    throw new CommandError(`No node answers at ${address}.`, {
      why: "It has stopped, or it is too busy.",
      remedy: "Look with `folkmoot status`.",
      exit: EXIT.notRunning,
      code: "client/unreachable",
      cause,
    });
  }
}

function notRunning(home: string): CommandError {
  return new CommandError("No node is running.", {
    why: `There is no local-token in ${home}, or you may not read it.`,
    remedy: "Start the node with `folkmoot start`, or run this as the one who runs it.",
    exit: EXIT.notRunning,
    code: "cli/not-running",
  });
}

function refused(status: number): CommandError {
  return new CommandError("The node does not give its figures.", {
    why: `It answered ${status}; it may run on another home.`,
    remedy: "Name the home on which that node runs with --home.",
    code: "node/local-only",
  });
}
