/** What a node says of its community and of the time. */
export interface CommunityClock {
  readonly chainId: string;
  readonly isDemo: boolean;
  /** The node's clock. Units: milliseconds since 1970. */
  readonly now: number;
}

/** Remembers that a community was found to be a real one. */
export interface RealMemory {
  /** Tells whether it was found to be real before. */
  isReal(): Promise<boolean>;
  noteReal(): Promise<void>;
}

/** The time by which pages are judged. */
export interface DeviceClock {
  /** Units: milliseconds since 1970. */
  now(): number;
  /** Hears what a node says; only a demonstration's word moves this clock. */
  hear(said: CommunityClock): Promise<void>;
  /** How far the node's clock was ahead of this device's when it was last heard. Units: milliseconds. */
  apart(): number;
}

/** How far the clocks of a device and a node may be apart. Units: milliseconds. */
export const APART_MAX = 120_000;

/** What a demonstration's clock differs by less is left alone, so that no time jumps on a screen. */
const JUMP_MIN = 5_000;

/**
 * The device's own clock.
 *
 * Why a demonstration's node is believed, each time: its clock is moved ahead at any moment, and nothing
 * in it is worth a lie. No other node may say what the time is, nor that it is a demonstration by now.
 * Bounds: a device that is new here believes the node, as in everything else.
 */
export function createDeviceClock(memory: RealMemory): DeviceClock {
  let ahead = 0;
  let apart = 0;
  let isReal = false;
  return {
    now: () => Date.now() + ahead,
    apart: () => apart,
    async hear({ isDemo, now }) {
      const told = Number.isFinite(now) ? now - Date.now() : 0;
      isReal ||= await memory.isReal();
      if (isDemo && !isReal) {
        if (Math.abs(told - ahead) > JUMP_MIN) ahead = Math.max(0, told);
        return;
      }
      apart = told;
      if (isReal) return;
      isReal = true;
      ahead = 0;
      await memory.noteReal();
    },
  };
}
