import { pino } from "pino";
import type { EngineLog } from "../engine/embedded/options.ts";
import { SILENT } from "../engine/embedded/options.ts";
import { createNode, type DemoHelpers, type NodeOptions, type RunningNode } from "../node/index.ts";
import type { Call } from "./command.ts";
import { CommandError } from "./exit.ts";
import { listOf, portOf } from "./settings.ts";
import { verifiedHeaders } from "./verified-headers.ts";

/** How a node is run from the command line. */
export interface NodeRun {
  readonly home: string;
  /** Writes what the node does as lines of JSON. */
  readonly log: EngineLog;
  readonly acceptGap?: boolean;
  readonly acceptFuture?: boolean;
  /** Takes any free port when the default one is taken. */
  readonly mayMove?: boolean;
  /** Anyone who runs the processes of a demonstration on several machines. */
  readonly demoHelpers?: DemoHelpers;
  /** Shows that somebody may read the home; the node makes one for itself unless given. */
  readonly localToken?: string;
  /** Called once it answers; what it returns is called before the end. */
  readonly onReady: (node: RunningNode) => (() => void) | undefined;
}

/** Runs a node until it is told to stop, or until something stops it. */
export async function runNode(call: Call, run: NodeRun): Promise<void> {
  // A signal that comes before the node answers must not be lost.
  const asked = new AbortController();
  let stopNow = () => asked.abort();
  const onSignal = () => stopNow();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const node = await startNode(call, run, asked.signal);
    stopNow = () => void node.stop();
    if (asked.signal.aborted) stopNow();
    const onEnd = run.onReady(node);
    const fault = await node.stopped;
    onEnd?.();
    if (fault !== undefined) throw fault;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

async function startNode(
  call: Call,
  { home, log, acceptGap, acceptFuture, mayMove, demoHelpers, localToken }: NodeRun,
  signal: AbortSignal,
): Promise<RunningNode> {
  const host = call.settings.get("host").value;
  const setting = call.settings.get("port");
  const port = portOf(setting);
  const options: NodeOptions = {
    home,
    host,
    port,
    log,
    trustedProxies: listOf(call.settings.get("trusted-proxies")),
    basePath: call.settings.get("base-path").value,
    publicNames: listOf(call.settings.get("public-names")),
    diskReserve: call.settings.get("disk-reserve").value,
    textSpace: call.settings.get("text-space").value,
    personTextSpace: call.settings.get("person-text-space").value,
    headersFrom: verifiedHeaders,
    signal,
    ...(acceptGap ? { acceptGap } : {}),
    ...(acceptFuture ? { acceptFuture } : {}),
    ...(demoHelpers === undefined ? {} : { demoHelpers }),
    ...(localToken === undefined ? {} : { localToken }),
  };
  try {
    return await createNode(options);
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE") throw error;
    if (mayMove === true && setting.origin === "default")
      return createNode({ ...options, port: 0 });
    throw new CommandError(`The port ${port} is taken.`, {
      why: "Another program listens there.",
      remedy: "Choose another one with --port, or 0 for any that is free.",
      code: "cli/port",
      cause: error,
    });
  }
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | null)?.code;
}

/** Logs as lines of JSON on the standard output; nothing below the level. */
export function jsonLog(level: string): EngineLog {
  if (level === "silent") return SILENT;
  const log = pino({ level, base: null });
  return {
    info: (what, figures = {}) => log.info(figures, what),
    warn: (what, figures = {}) => log.warn(figures, what),
    error: (what, figures = {}) => log.error(figures, what),
  };
}
