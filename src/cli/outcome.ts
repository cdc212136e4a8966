import { FolkmootError } from "../client/error.ts";
import { isDiskFull, systemWords } from "../engine/system-words.ts";
import type { Plain } from "../protocol/kernel/plain.ts";
import { CommandError, EXIT, type ExitCode } from "./exit.ts";
import { bold, type Terminal } from "./terminal.ts";

/** What a command has to say: as data for programs, as lines for people. */
export interface Outcome {
  readonly plain: Plain;
  readonly lines: readonly string[];
  readonly exit?: ExitCode;
}

/** Writes an outcome and returns the number to end with. */
export function report(terminal: Terminal, asJson: boolean, outcome: Outcome): ExitCode {
  if (asJson) terminal.out(JSON.stringify(outcome.plain));
  else for (const line of outcome.lines) terminal.out(line);
  return outcome.exit ?? EXIT.ok;
}

/** Writes an error as three lines (or as one JSON object) and returns the number to end with. */
export function reportError(terminal: Terminal, asJson: boolean, error: unknown): ExitCode {
  const { code, message, why, remedy, exit } = commandError(error);
  if (asJson)
    terminal.out(JSON.stringify({ ok: false, error: { code, what: message, why, remedy } }));
  else {
    terminal.err(bold(terminal, message));
    terminal.err(why);
    terminal.err(remedy);
  }
  return exit;
}

/** What happened, for the faults of homes and engines; their own words say why. */
const FAULTS: { readonly [code: string]: string } = {
  locked: "This home is in use.",
  backup: "The backup cannot be used.",
  restored: "This home was restored, and does not go on by itself.",
  proxies: "A setting cannot be used.",
  names: "A setting cannot be used.",
  "public-address": "A setting cannot be used.",
  "base-path": "A setting cannot be used.",
  "disk-reserve": "A setting cannot be used.",
  "text-space": "A setting cannot be used.",
  "person-text-space": "A setting cannot be used.",
  "no-home": "There is no community here.",
  "whole-network": "This is not the home of one node.",
  "home-in-use": "A community lives here already.",
  founding: "The community cannot be founded.",
  demo: "The demonstration cannot be run.",
  "validator-key": "This machine cannot make blocks.",
  "not-a-validator": "This machine cannot make blocks.",
  "store-empty": "The history cannot begin.",
  "store-format": "The store cannot be read.",
  "store-damaged": "The store is damaged.",
  "store-behind": "The store has lost blocks.",
  "store-failed": "The disk has failed.",
  "other-community": "The store belongs to another community.",
  "clock-behind": "The clock of this machine cannot be right.",
  "clock-ahead": "The clock of this machine may be wrong.",
  "future-block": "The newest block is from the future.",
  stopped: "The node has stopped.",
  restart: "The restart cannot go on.",
  restarted: "The community has gone on without this machine.",
  network: "The network cannot be used like this.",
  "join-network": "This machine cannot join the network.",
  "machine-keys": "These keys cannot be used.",
  "other-copy": "Another copy of this machine may be running.",
  "found-network": "The network cannot be founded.",
  "grow-network": "The community cannot go over to several machines.",
  "comet-stopped": "CometBFT has stopped.",
  "comet-missing": "CometBFT is missing.",
  "founded-later": "The community is not founded yet.",
};

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}

/** Turns whatever was thrown into an error of three lines. */
export function commandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof FolkmootError) return fromClient(error);
  if (isDiskFull(error)) return diskFull(error);
  const cause = error instanceof Error ? error : new Error(String(error));
  const { code, remedy } = cause as { code?: unknown; remedy?: unknown };
  if (typeof remedy === "string" && typeof code === "string") {
    const what = FAULTS[code] ?? "This cannot go on.";
    return new CommandError(what, { why: sentence(cause.message), remedy, code, cause });
  }
  const words = systemWords(cause);
  if (words !== undefined) {
    return new CommandError("The command cannot go on.", {
      why: sentence(words),
      remedy: "Check the address or path that was given, and the connection; then try again.",
      code: typeof code === "string" ? code : "cli/system",
      cause,
    });
  }
  return new CommandError("The command failed.", {
    why: cause.message,
    remedy: "Run `folkmoot doctor`; set FOLKMOOT_DEBUG=1 to see where it happened.",
    code: typeof code === "string" ? code : "cli/unexpected",
    cause,
  });
}

function diskFull(cause: unknown): CommandError {
  return new CommandError("The disk is full.", {
    why: "Nothing can be written to it any more; nothing that was acknowledged is lost.",
    remedy: "Make room, then run the command again.",
    code: "disk-full",
    cause,
  });
}

function fromClient(error: FolkmootError): CommandError {
  const { code, message, remedy, cause } = error;
  if (code === "client/unreachable") {
    return new CommandError(message, {
      why: "The node is not running, or it listens somewhere else.",
      remedy: "Start it with `folkmoot start`, or name it with --node http://HOST:PORT.",
      exit: EXIT.notRunning,
      code,
      cause,
    });
  }
  if (code === "client/two-histories") {
    return new CommandError("Two histories.", {
      why: message,
      remedy: `${remedy} See both pages and what to do: folkmoot trust`,
      code,
      cause,
    });
  }
  const detail = (cause as { detail?: unknown } | undefined)?.detail;
  const why = typeof detail === "string" ? detail : `Its code is ${code}.`;
  const status = (cause as { status?: unknown } | undefined)?.status;
  const exit = status === 422 ? EXIT.refused : EXIT.error;
  return new CommandError(message, { why, remedy, code, exit, cause });
}
