import type { Plain } from "../../protocol/kernel/plain.ts";
import { APART_MAX } from "../device-clock.ts";
import type { CheckedBlock } from "../light/report.ts";
import { viewByReads } from "./by-reads.ts";
import { differencesOf } from "./plain-differences.ts";
import type { CheckShownDeps, ShownView } from "./shown-view.ts";
import { momentIn, type ViewQuestion } from "./work-out.ts";

/** How many states a node keeps to prove from; what is older is not asked for. */
const HELD = 64n;

/** How often, and how long apart, the block is awaited that carries the root of the newest state. */
const NEXT_TRIES = 6;
/** Units: milliseconds. */
const NEXT_PAUSE = 500;

/** Something shown that is not what the newest state says, and the page that says so. */
export interface ShownThen {
  readonly question: ViewQuestion;
  readonly shown: ShownView;
  readonly newest: CheckedBlock;
}

/**
 * Finds out whether something was so when a node says that it read it.
 *
 * Shape: `now`, where it is so in the newest state, at a moment as new as this device can tell;
 * `then`, where it was so; `never`, where
 * it was not, or where that moment cannot be; `unknown`, where that state cannot be proved.
 */
export async function wasShownTruly(
  deps: CheckShownDeps,
  { question, shown, newest }: ShownThen,
): Promise<"now" | "then" | "never" | "unknown"> {
  const { asOf } = shown;
  if (asOf === undefined) return "unknown";
  const { height, now } = asOf;
  if (!Number.isSafeInteger(height) || height < 1 || !Number.isSafeInteger(now)) return "never";
  if (now > deps.now() + APART_MAX) return "never";
  const isSoAt = async (at: bigint): Promise<boolean | undefined> => {
    const then = await viewByReads(deps, { ...question, at, moment: now });
    if (!then.ok) return undefined;
    return differencesOf(then.value.value as Plain | undefined, shown.value).length === 0;
  };
  const isRecent = now >= deps.now() - APART_MAX;
  if (isRecent && (await isSoAt(newest.header.height))) return "now";
  const at = BigInt(height) + 1n;
  if (at + HELD <= newest.header.height) return "unknown";
  const carrying = await blockOnceThere(deps, at);
  if (carrying === undefined) return at > newest.header.height ? "never" : "unknown";
  const block = await deps.light.blockAt(BigInt(height));
  if (!block.ok) return "unknown";
  if (now < momentIn(block.value.header)) return "never";
  const isSo = await isSoAt(at);
  return isSo === undefined ? "unknown" : isSo ? "then" : "never";
}

/** The block that carries the root of a state; it comes a moment after the block that made the state. */
async function blockOnceThere(
  { light }: CheckShownDeps,
  at: bigint,
): Promise<CheckedBlock | undefined> {
  for (let tries = 1; ; tries += 1) {
    const found = await light.blockAt(at);
    if (found.ok) return found.value;
    if (tries === NEXT_TRIES || found.reason.code !== "missing") return undefined;
    await new Promise((resolve) => setTimeout(resolve, NEXT_PAUSE));
  }
}
