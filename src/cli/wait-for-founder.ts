import type { EngineLog } from "../engine/embedded/options.ts";
import { createWaitingNode, homeLayout, readWaiting, type WaitingNode } from "../node/index.ts";
import type { Call } from "./command.ts";
import { founderLines } from "./founder-lines.ts";
import { printable } from "./names.ts";
import { portProblem, reachedAs, untilStopped } from "./run-node.ts";
import { portOf } from "./settings.ts";

/** How waiting for a founder ended: nobody was waited for, it was stopped, or the community is founded. */
export type Waited = "no need" | "stopped" | { readonly port: number };

/**
 * Lets a home that is only prepared wait until its founder's browser has become their device.
 *
 * Why the link goes to a terminal alone: what a service prints ends in a log, which others read.
 */
export async function waitForFounder(call: Call, home: string, log: EngineLog): Promise<Waited> {
  if ((await readWaiting(homeLayout(home))) === undefined) return "no need";
  return untilStopped(async (asked) => {
    const node = await openDoor(call, home, log);
    asked.addEventListener("abort", () => void node.stop());
    if (asked.aborted) void node.stop();
    await announce(call, node, home);
    const founded = await node.founded;
    await node.stop();
    if (founded === undefined) return "stopped";
    if (!call.isJson) call.terminal.out(`${printable(node.waiting.name)} is founded.`);
    return { port: node.port };
  });
}

async function openDoor(call: Call, home: string, log: EngineLog): Promise<WaitingNode> {
  const port = portOf(call.settings.get("port"));
  try {
    return await createWaitingNode({ home, port, log, ...reachedAs(call.settings) });
  } catch (error) {
    throw portProblem(error, port);
  }
}

async function announce({ terminal, isJson }: Call, node: WaitingNode, home: string) {
  const { name } = node.waiting;
  if (isJson) {
    const { url } = node;
    terminal.out(JSON.stringify({ ok: true, waiting: true, url, pid: process.pid }));
    return;
  }
  if (!terminal.isInteractive) {
    terminal.out(
      `${printable(name)} waits for its founder. Your link: folkmoot open --home "${home}"`,
    );
    return;
  }
  const claim = await node.newLink();
  for (const line of founderLines(name, claim, node)) terminal.out(line);
}
