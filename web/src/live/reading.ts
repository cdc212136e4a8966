import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type Connection, createReading, systemClock } from "folkmoot/client/at-once";
import { currentWords } from "../words/language.ts";
import { node } from "./node.ts";
import { useValue } from "./use-value.ts";

// A page that came over plain HTTP has no hash of the browser; one is fetched for it.
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const own = globalThis.crypto?.subtle;
  if (own !== undefined) return new Uint8Array(await own.digest("SHA-256", bytes));
  const { portableHasher } = await import("./portable-hash.ts");
  return Uint8Array.from(portableHasher.sha256(bytes));
}

/** All that this page reads of its node. */
export const reading = createReading({
  transport: node,
  clock: systemClock,
  words: () => currentWords().live,
  sha256,
});

const spoken = signal(reading.news.connection());
reading.news.onConnection((connection) => {
  spoken.value = connection;
});
const arrived = signal(0);
reading.texts.onArrival(() => {
  arrived.value += 1;
});

/** Counts on whenever something else is known of texts. */
export const textArrivals: ReadonlySignal<number> = arrived;

/** Returns whether the node speaks to this device, and draws again when that changes. */
export const useConnection = (): Connection => useValue(spoken);

const probe = (): void => void reading.news.probe();

/**
 * Opens the one stream of events that the whole app shares; once it is open, nothing more.
 *
 * Why the node is asked, too: the browser's own idea of being online is unreliable, and only a hint.
 */
export function startEvents(): void {
  reading.news.start();
  for (const hint of ["offline", "online"]) addEventListener(hint, probe);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && reading.news.connection() === "away") probe();
  });
}
