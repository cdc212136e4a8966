/** Lets what belongs together happen one after another; different keys do not wait for each other. */
export interface KeyedQueue {
  /** Runs something once all that was given to its key before is over, well or not. */
  inTurn<T>(key: number, run: () => Promise<T>): Promise<T>;
}

/** Makes a queue; a key with nothing left is forgotten. */
export function createKeyedQueue(): KeyedQueue {
  const ends = new Map<number, Promise<void>>();
  return {
    inTurn(key, run) {
      const done = (ends.get(key) ?? Promise.resolve()).then(run);
      const leave = (): void => {
        if (ends.get(key) === end) ends.delete(key);
      };
      const end = done.then(leave, leave);
      ends.set(key, end);
      return done;
    },
  };
}
