import type { Clock } from "../../engine/clock.ts";

/** Before asking again for what nobody had: at first, and at most. Units: milliseconds. */
const PAUSE = 1_000;
const PAUSE_MAX = 60_000;

/** When it is time to ask: at once for what is new, less and less often for what nobody has. */
export interface AskingPace {
  isDue(): boolean;
  /** Something new is wanted. */
  hurry(): void;
  /** A round of asking begins; what is wanted meanwhile is asked for without waiting. */
  begin(): void;
  /** The round is over, and has brought something or nothing. */
  end(hasGained: boolean): void;
}

/** Begins with asking at once. */
export function createAskingPace(clock: Pick<Clock, "steady">): AskingPace {
  let pause = PAUSE;
  let askAt = 0;
  return {
    isDue: () => clock.steady() >= askAt,
    hurry() {
      pause = PAUSE;
      askAt = 0;
    },
    begin() {
      askAt = Number.POSITIVE_INFINITY;
    },
    end(hasGained) {
      pause = hasGained ? PAUSE : Math.min(pause * 2, PAUSE_MAX);
      askAt = Math.min(askAt, clock.steady() + pause);
    },
  };
}
