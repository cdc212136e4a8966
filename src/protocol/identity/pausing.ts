import { parameterValueAt } from "../constitution/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { freezes } from "./safety-types.ts";

/** Stretches that began longer ago than this before a time to answer are over before it. */
const LONGEST_STRETCH = 400 * DAY;

/**
 * The moment at which somebody's time to answer is over, that began at a moment and has this length:
 * while their keys are frozen it stands still, for some days at most.
 *
 * Why by the figure of the day on which it began: no rule reaches back.
 * Why from the stretches themselves: a freeze that begins when the time is over changes nothing any
 * more, so that what is over stays over.
 */
export function endWhileFrozen(
  state: Reader,
  person: PersonId,
  beganAt: number,
  milliseconds: number,
): number {
  const most = parameterValueAt(state, "freeze-pause-days", beganAt) * DAY;
  const first = Math.max(0, beganAt - LONGEST_STRETCH);
  let end = beganAt + milliseconds;
  let paused = 0;
  for (const { key, row } of freezes.between(state, [person, first], [person, end + most])) {
    const from = Math.max(key[1], beganAt);
    if (from >= end) break;
    const more = Math.min(most - paused, Math.max(0, row.until - from));
    paused += more;
    end += more;
  }
  return end;
}
