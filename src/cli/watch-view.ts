import type { Reading } from "../client/client.ts";
import type { NodeReading } from "../client/reading/reading.ts";
import { watchPath } from "../client/reading/watch.ts";
import type { Terminal } from "./terminal.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** What is watched on the command line. */
export interface WatchedView {
  readonly reading: NodeReading;
  readonly path: string;
  /** Writes each reading on a line of its own. */
  readonly isJson: boolean;
}

/** Prints a reading at once and whenever it has changed, until it is interrupted or nobody reads any more. */
export async function watchView(
  terminal: Terminal,
  { reading: node, path, isJson }: WatchedView,
): Promise<void> {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  for (const signal of SIGNALS) process.on(signal, end);
  terminal.gone.addEventListener("abort", end);
  try {
    const onReading = (reading: Reading<unknown> | undefined): void =>
      terminal.out(JSON.stringify(reading ?? null, undefined, isJson ? undefined : 2));
    const stop = await watchPath(node, path, onReading);
    await ended;
    stop();
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    terminal.gone.removeEventListener("abort", end);
  }
}
