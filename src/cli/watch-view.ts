import type { Reading } from "../client/client.ts";
import type { Transport } from "../client/transport/transport.ts";
import { watchReading } from "../client/watch.ts";
import type { Terminal } from "./terminal.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** What is watched on the command line. */
export interface WatchedView {
  readonly transport: Pick<Transport, "follow">;
  readonly read: () => Promise<Reading<unknown>>;
  /** Writes each reading on a line of its own. */
  readonly isJson: boolean;
}

/** Prints a reading at once and whenever it has changed, until it is interrupted or nobody reads any more. */
export async function watchView(
  terminal: Terminal,
  { transport, read, isJson }: WatchedView,
): Promise<void> {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  for (const signal of SIGNALS) process.on(signal, end);
  terminal.gone.addEventListener("abort", end);
  try {
    const onReading = (reading: Reading<unknown>): void =>
      terminal.out(JSON.stringify(reading, undefined, isJson ? undefined : 2));
    const stop = await watchReading(transport, { read, onReading });
    await ended;
    stop();
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    terminal.gone.removeEventListener("abort", end);
  }
}
