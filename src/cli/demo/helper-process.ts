import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { programPath } from "../../engine/package-root.ts";
import type { HelperOrder, HelperState } from "../../node/index.ts";

/** A helper of the demonstration: a node in a process of its own, with its CometBFT. */
export interface HelperProcess {
  state(): HelperState;
  /** Why it has ended, where nobody stopped it. */
  fault(): string | null;
  /** Carries an order out; false where it does not fit how the helper is doing. */
  follow(order: HelperOrder): boolean;
  /** Settles once it answers for the first time; throws where it ends before. */
  readonly ready: Promise<void>;
  /** Stops it, whatever it is doing, and waits for its end. */
  end(): Promise<void>;
}

/** What a helper's process is started with, and whom it tells. */
export interface HelperStart {
  /** Words of the command line after the program's name. */
  readonly words: readonly string[];
  /** Answers what the process asks. */
  readonly onChild: (child: ChildProcess) => void;
  /** Hears what the node warns of. */
  readonly onWarning: (words: string) => void;
  /** Hears when it has ended. */
  readonly onEnd: () => void;
}

/** Time that a node has to end by itself. Units: milliseconds. */
const PATIENCE = 45_000;

/** Which states an order fits. */
const FITS: { readonly [O in HelperOrder]: readonly HelperState[] } = {
  start: ["stopped"],
  stop: ["starting", "running", "paused"],
  pause: ["running"],
  resume: ["paused"],
};

/**
 * Prepares a helper; it does not run yet.
 *
 * Why a process group of its own: Ctrl-C reaches the command alone, which then stops the nodes in
 * order; and a pause stops the node and its CometBFT at the same moment.
 */
export function createHelperProcess(start: HelperStart): HelperProcess {
  let state: HelperState = "stopped";
  let fault: string | null = null;
  let child: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  const answers = createFirstAnswer();
  const run = (): void => {
    state = "starting";
    fault = null;
    const spawned = spawnNode(start.words);
    child = spawned;
    start.onChild(spawned);
    listen(spawned, {
      url() {
        if (state === "starting") state = "running";
        answers.come();
      },
      fault(words) {
        fault = words;
      },
      warning: start.onWarning,
    });
    ended = endOf(spawned).then(() => {
      if (state !== "stopping") fault ??= "It has ended, and nobody stopped it.";
      state = "stopped";
      answers.fail(fault ?? "It was stopped.");
      start.onEnd();
    });
  };
  const halt = (): void => {
    if (state === "paused") signalGroup(child, "SIGCONT");
    state = "stopping";
    const late = terminate(child);
    void ended.then(() => clearTimeout(late));
  };
  const shift = (signal: NodeJS.Signals, next: HelperState): void => {
    signalGroup(child, signal);
    state = next;
  };
  const orders: { readonly [O in HelperOrder]: () => void } = {
    start: run,
    stop: halt,
    pause: () => shift("SIGSTOP", "paused"),
    resume: () => shift("SIGCONT", "running"),
  };
  return {
    state: () => state,
    fault: () => fault,
    ready: answers.first,
    follow(order) {
      const fits = FITS[order].includes(state);
      if (fits) orders[order]();
      return fits;
    },
    async end() {
      if (FITS.stop.includes(state)) halt();
      await ended;
    },
  };
}

/** The first time that a helper answers, or why it never did. */
function createFirstAnswer() {
  let come: () => void = () => {};
  let fail: (words: string) => void = () => {};
  const first = new Promise<void>((resolve, reject) => {
    come = resolve;
    fail = (words) => reject(new Error(words));
  });
  first.catch(() => {});
  return { first, come, fail };
}

/** Settles once a process is gone, or could not be started. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
}

function spawnNode(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [programPath(), ...words], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    detached: true,
  });
}

/** Asks a node to end by itself, and ends it after a while; returns the timer of that. */
function terminate(child: ChildProcess | undefined): NodeJS.Timeout {
  child?.kill("SIGTERM");
  return setTimeout(() => signalGroup(child, "SIGKILL"), PATIENCE);
}

/** A node and its CometBFT are one group, which the node leads. */
function signalGroup(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, signal);
}

interface HelperMessage {
  readonly url: () => void;
  readonly fault: (words: string) => void;
  readonly warning: (words: string) => void;
}

/** Hears the lines of JSON that a node prints: where it answers, what it warns of, why it ends. */
function listen({ stdout }: ChildProcess, told: HelperMessage): void {
  if (stdout === null) return;
  createInterface(stdout).on("line", (line) => {
    const { url, msg, error } = parsed(line);
    if (typeof url === "string") told.url();
    else if (typeof msg === "string") {
      told.warning(typeof error === "string" ? `${msg}: ${error}` : msg);
    } else if (typeof error === "object" && error !== null) {
      const { what, why, remedy } = error as { readonly [part: string]: unknown };
      told.fault([what, why, remedy].map(String).join(" "));
    }
  });
}

function parsed(line: string): { readonly [field: string]: unknown } {
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read === "object" && read !== null) return { ...read };
  } catch {
    // Told as it stands.
  }
  return { msg: line };
}
