/** Lets what belongs together happen one after another; different lanes do not wait for each other. */
export interface Lanes {
  /** Runs something once all that was given to its lane before is over, well or not. */
  inTurn<T>(lane: number, run: () => Promise<T>): Promise<T>;
}

/** Opens lanes; one that is empty again is forgotten. */
export function createLanes(): Lanes {
  const ends = new Map<number, Promise<void>>();
  return {
    inTurn(lane, run) {
      const done = (ends.get(lane) ?? Promise.resolve()).then(run);
      const leave = (): void => {
        if (ends.get(lane) === end) ends.delete(lane);
      };
      const end = done.then(leave, leave);
      ends.set(lane, end);
      return done;
    },
  };
}
