import { setTimeout as pause } from "node:timers/promises";
import { askJson } from "../client/ask.ts";
import type { Transport } from "../client/transport/transport.ts";
import { absenceLine, agreementLine, type NetworkAnswer } from "./network-lines.ts";
import type { Terminal } from "./terminal.ts";

/** How often it is looked. Units: milliseconds. */
const PACE = 1_000;

/** What is told about the node at one moment; the same words are not told twice. */
interface StatusAnswer {
  readonly plain: object;
  readonly line: string;
}

/**
 * Tells how a node is doing whenever something has changed, until anyone who asked interrupts it.
 *
 * Why a node that does not answer is told too: anyone who watches wants to see it go and come back.
 */
export async function watchStatus(
  terminal: Terminal,
  transport: Transport,
  isJson: boolean,
): Promise<void> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  terminal.gone.addEventListener("abort", stop, { once: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  let before = "";
  while (!controller.signal.aborted) {
    const { plain, line } = await look(transport);
    if (line !== before) {
      before = line;
      const moment = new Date().toISOString();
      if (isJson) terminal.out(JSON.stringify({ at: moment, ...plain }));
      else terminal.out(`${moment.slice(11, 19)}  ${line}`);
    }
    await pause(PACE, undefined, { signal: controller.signal }).catch(() => {});
  }
  terminal.gone.removeEventListener("abort", stop);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
}

async function look(transport: Transport): Promise<StatusAnswer> {
  try {
    const answer = await askJson<NetworkAnswer>(transport, { method: "GET", path: "/network" });
    const { height, halt } = answer;
    const more = answer.isCatchingUp ? " It still fetches what the others have agreed on." : "";
    const absence = absenceLine(answer);
    const away = absence === undefined ? "" : ` ${absence}`;
    const line =
      halt === null || halt === undefined
        ? `Block ${height}. ${agreementLine(answer)}${away}${more}`
        : `Block ${height}. ${halt.words.join(" ")}${away}`;
    return { plain: answer, line };
  } catch (error) {
    return { plain: { ok: false }, line: `The node does not answer: ${(error as Error).message}` };
  }
}
