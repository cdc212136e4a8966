import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { EngineLog } from "../embedded/options.ts";

/** CometBFT while it runs. */
export interface CometProcess {
  readonly pid: number;
  /** Settles when it has ended: why, in words. */
  readonly ended: Promise<CometEnd>;
  /** Asks it to end, and ends it by force where it does not listen. */
  stop(): Promise<void>;
}

/** How CometBFT ended. */
export interface CometEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last errors that it told about. */
  readonly lastWords: readonly string[];
}

/** Time that it has to end by itself. Units: milliseconds. */
const PATIENCE = 10_000;
const LAST_WORDS = 8;
/**
 * With what it tells that it can, or must, decide nothing more.
 *
 * Why it is ended then: it would go on running, answering and dialling, and take part in nothing.
 * Where it fetches old blocks, it checks the signatures of two thirds before a header: a header that
 * is wrong after that is right, and this machine's state is not. Where a Go program breaks, what it
 * tells next is where, and no longer why. A vote of its own key that it has not cast is another
 * machine's, and each further vote of either is one more that contradicts the other's.
 */
const BROKEN =
  /^(?:CONSENSUS FAILURE|panic: |Error in validation: wrong Block\.Header\.|found conflicting vote from ourselves)/;

/** What CometBFT is started with. */
export interface CometStart {
  /** The CometBFT program. */
  readonly binary: string;
  readonly folder: string;
  readonly log: EngineLog;
  readonly environment?: NodeJS.ProcessEnv;
  /** Hears of each error that it tells of. */
  readonly onError?: (words: string) => void;
  /** Hears which part of it tells of an error, or turns a stranger away. */
  readonly onReport?: (part: string) => void;
}

/** Starts CometBFT on its folder. */
export function startComet({
  binary,
  folder,
  log,
  environment = {},
  onError = () => {},
  onReport = () => {},
}: CometStart): CometProcess {
  const child = spawn(binary, ["start", "--home", folder], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: folder, ...environment },
  });
  const lastWords: string[] = [];
  let isBroken = false;
  const remember = (words: string): void => {
    // What comes after the reason explains nothing.
    if (isBroken) return;
    lastWords.push(words);
    if (lastWords.length > LAST_WORDS) lastWords.shift();
    onError(words);
    if (!BROKEN.test(words)) return;
    isBroken = true;
    void stop();
  };
  listen(child, log, { remember, onReport });
  const ended = new Promise<CometEnd>((resolve) => {
    child.once("error", (error) => {
      remember(error.message);
      resolve({ code: null, signal: null, lastWords });
    });
    child.once("close", (code, signal) => resolve({ code, signal, lastWords }));
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    await ended;
    clearTimeout(force);
  };
  return { pid: child.pid ?? 0, ended, stop };
}

/** With what it tells that somebody dialled it who is no node, or not one of this network. */
const STRANGER = "Inbound Peer rejected";

interface Ears {
  readonly remember: (words: string) => void;
  readonly onReport: (part: string) => void;
}

/**
 * What it calls an error and is none: another machine goes or comes back, a slow one is waited for,
 * a machine that catches up does not sign again what is behind it, and it ends when it was asked to.
 *
 * Why it is told more quietly: people read warnings, and here nothing is wrong and nothing to do.
 */
const EVERYDAY =
  /^(?:SendTimeout|Stopping peer for error|Failed to reconnect to peer|Error dialing (?:peer|seed)|Couldn't connect to any seeds|Error attempting to reconnect|Error stopping pool|Won't start a peer|Stopped accept routine|Error serving server: .*use of closed network connection|Failed to add block: got an already committed block|Error on broadcastTxCommit|Connection failed @|(?:propose step; )?failed signing (?:vote|proposal): .*(?:height|round) regression)/;

/** Passes on what CometBFT tells: its errors as warnings, the rest not at all. */
function listen(child: ChildProcess, log: EngineLog, { remember, onReport }: Ears): void {
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const told = readLine(line);
      if (told === undefined) return;
      if (told.isError || told.words.startsWith(STRANGER)) onReport(told.part);
      if (!told.isError) return;
      remember(told.words);
      if (EVERYDAY.test(told.words)) log.info("CometBFT reports", { error: told.words });
      else log.warn("CometBFT reports", { error: told.words });
    });
  }
  // A Go program that breaks tells of it here.
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      if (line.trim() !== "") remember(line);
    });
  }
}

interface LogLine {
  readonly isError: boolean;
  readonly words: string;
  /** The module of CometBFT that tells. */
  readonly part: string;
}

function readLine(line: string): LogLine | undefined {
  try {
    const told = JSON.parse(line) as { readonly [name: string]: unknown };
    const level = String(told["level"] ?? "");
    const cause = told["err"] ?? told["error"];
    const words = `${String(told["_msg"] ?? "")}${cause === undefined ? "" : `: ${String(cause)}`}`;
    return { isError: level === "error", words, part: String(told["module"] ?? "process") };
  } catch {
    return line.trim() === "" ? undefined : { isError: true, words: line, part: "process" };
  }
}
