import { BACK_TOLERANCE, STANDSTILL_MAX } from "../../engine/embedded/clock-guard.ts";
import { formatMoment } from "../moments.ts";
import { type Finding, fine, note, wrong } from "./finding.ts";

/** Compares this computer's clock with the newest block. Units: milliseconds since 1970. */
export function clockAndBlock({
  now,
  time,
}: {
  readonly now: number;
  readonly time: number;
}): Finding {
  const name = "clock and newest block";
  const both = `the clock shows ${formatMoment(now)}, the newest block is of ${formatMoment(time)}`;
  if (time > now + BACK_TOLERANCE) {
    return wrong(
      name,
      both,
      "If the clock is wrong, set it right. If it is right, start with --accept-future: nothing acknowledged is lost.",
    );
  }
  if (now > time + STANDSTILL_MAX) {
    const remedy = "If the clock is right, start with --accept-gap; if not, set it right first.";
    return note(name, both, remedy);
  }
  return fine(name, "agree");
}

/** Asks a node that runs for both; nothing where it does not say. */
export async function runningClock(url: string): Promise<Finding[]> {
  try {
    const answer = await fetch(`${url}/api/v1/network`, { signal: AbortSignal.timeout(3_000) });
    const { now, time } = (await answer.json()) as {
      readonly now?: unknown;
      readonly time?: unknown;
    };
    return typeof now === "number" && typeof time === "number"
      ? [clockAndBlock({ now, time })]
      : [];
  } catch {
    return [];
  }
}
