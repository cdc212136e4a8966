/** The time of a device, and how to do something later; a test hands in one of its own. */
export interface Clock {
  /** Units: milliseconds since 1970. */
  now(): number;
  /** Does something after a while, unless the returned function is called before. */
  after(ms: number, work: () => void): () => void;
}

/** The clock of the device itself. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
