import type { Terminal } from "../terminal.ts";

/** A terminal that keeps what is written. */
export interface KeptTerminal extends Terminal {
  readonly outLines: string[];
  readonly errLines: string[];
}

/** Makes a terminal for a test: nobody sits there, and nothing of the real surroundings is seen. */
export function keptTerminal(env: { readonly [name: string]: string } = {}): KeptTerminal {
  const outLines: string[] = [];
  const errLines: string[] = [];
  return {
    outLines,
    errLines,
    out: (line) => outLines.push(line),
    err: (line) => errLines.push(line),
    isInteractive: false,
    hasColour: false,
    env,
    gone: new AbortController().signal,
  };
}
