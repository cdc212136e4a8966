import { writeSync } from "node:fs";
import { systemWords } from "../engine/system-words.ts";
import { EXIT } from "./exit.ts";

/** Where a command reads and writes; a test hands in one of its own. */
export interface Terminal {
  /** Writes a line of the result. */
  out(line: string): void;
  /** Writes a line of advice or error. */
  err(line: string): void;
  /** Tells whether a person sits there who can be asked. */
  readonly isInteractive: boolean;
  /** Tells whether colours may be used. */
  readonly hasColour: boolean;
  readonly env: { readonly [name: string]: string | undefined };
  /** Aborted once nobody reads the output any more. */
  readonly gone: AbortSignal;
}

/**
 * The terminal of this process.
 *
 * Why nothing is thrown where a reader has gone: `folkmoot … | head` stops reading once it has what
 * it wants, and what was done is done.
 */
export function processTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const gone = new AbortController();
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") gone.abort();
      else endUnwritten(error);
    });
  }
  const plain = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return {
    out: (line) => stdout.write(`${line}\n`),
    err: (line) => stderr.write(`${line}\n`),
    isInteractive: stdin.isTTY === true && stdout.isTTY === true,
    hasColour: stdout.isTTY === true && !plain,
    env,
    gone: gone.signal,
  };
}

/** Ends where the output cannot be written, such as into a file on a full disk. */
function endUnwritten(error: Error): never {
  const why = systemWords(error) ?? error.message;
  writeSync(2, `The output cannot be written.\n${why}\nWrite it elsewhere, or make room.\n`);
  process.exit(EXIT.error);
}

/** Makes words bold where colours may be used. */
export function bold(terminal: Terminal, words: string): string {
  return terminal.hasColour ? `\u001b[1m${words}\u001b[22m` : words;
}

/** Makes words dim where colours may be used. */
export function dim(terminal: Terminal, words: string): string {
  return terminal.hasColour ? `\u001b[2m${words}\u001b[22m` : words;
}
