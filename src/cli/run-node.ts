import { pino } from "pino";
import type { EngineLog } from "../engine/embedded/options.ts";
import { SILENT } from "../engine/embedded/options.ts";
import { createNode, type DemoHelpers, type NodeOptions, type RunningNode } from "../node/index.ts";
import type { Call } from "./command.ts";
import { CommandError } from "./exit.ts";
import { listOf, portOf, type Settings } from "./settings.ts";
import { verifiedHeaders } from "./verified-headers.ts";

/** How a node is run from the command line. */
export interface NodeRun {
  readonly home: string;
  /** Writes what the node does as lines of JSON. */
  readonly log: EngineLog;
  readonly acceptGap?: boolean;
  readonly acceptFuture?: boolean;
  /** The port that it had while it waited for its founder; as set unless given. */
  readonly port?: number;
  readonly nothingSince?: boolean;
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
export function runNode(call: Call, run: NodeRun): Promise<void> {
  // A signal that comes before the node answers must not be lost.
  return untilStopped(async (asked) => {
    const node = await startNode(call, run, asked);
    const stopNow = () => void node.stop();
    asked.addEventListener("abort", stopNow);
    if (asked.aborted) stopNow();
    const onEnd = run.onReady(node);
    const fault = await node.stopped;
    onEnd?.();
    if (fault !== undefined) throw fault;
  });
}

async function startNode(call: Call, run: NodeRun, signal: AbortSignal): Promise<RunningNode> {
  const { home, log, acceptGap, acceptFuture, nothingSince, mayMove, demoHelpers, localToken } =
    run;
  const setting = call.settings.get("port");
  const port = run.port ?? portOf(setting);
  const options: NodeOptions = {
    home,
    port,
    log,
    ...reachedAs(call.settings),
    diskReserve: call.settings.get("disk-reserve").value,
    textSpace: call.settings.get("text-space").value,
    personTextSpace: call.settings.get("person-text-space").value,
    headersFrom: verifiedHeaders,
    signal,
    ...(acceptGap ? { acceptGap } : {}),
    ...(acceptFuture ? { acceptFuture } : {}),
    ...(nothingSince ? { nothingSince } : {}),
    ...(demoHelpers === undefined ? {} : { demoHelpers }),
    ...(localToken === undefined ? {} : { localToken }),
  };
  try {
    return await createNode(options);
  } catch (error) {
    if (mayMove === true && setting.origin === "default" && codeOf(error) === "EADDRINUSE")
      return createNode({ ...options, port: 0 });
    throw portProblem(error, port);
  }
}

/** Says of a port that is taken what can be done; any other error stays what it is. */
export function portProblem(error: unknown, port: number): unknown {
  if (codeOf(error) !== "EADDRINUSE") return error;
  return new CommandError(`The port ${port} is taken.`, {
    why: "Another program listens there.",
    remedy: "Choose another one with --port, or 0 for any that is free.",
    code: "cli/port",
    cause: error,
  });
}

/** Does something that a signal ends: `asked` is aborted once one has come. */
export async function untilStopped<R>(work: (asked: AbortSignal) => Promise<R>): Promise<R> {
  const asked = new AbortController();
  const onSignal = () => asked.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work(asked.signal);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

/** Where a node listens and as what it is reached, as set. */
export function reachedAs(settings: Settings) {
  return {
    host: settings.get("host").value,
    trustedProxies: listOf(settings.get("trusted-proxies")),
    basePath: settings.get("base-path").value,
    publicNames: listOf(settings.get("public-names")),
    publicAddress: settings.get("public-address").value,
  };
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
