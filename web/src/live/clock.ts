import { signal } from "@preact/signals-core";
import { type CommunityClock, createDeviceClock, type DeviceClock } from "folkmoot/client";
import { realMemory } from "./real-memory.ts";

const clocks = new Map<string, DeviceClock>();
const shown = signal<DeviceClock | undefined>(undefined);
const newestPage = signal(0);

/** This device's clock as it judges the pages of a community. */
export function clockOf(chainId: string): DeviceClock {
  const found = clocks.get(chainId);
  if (found !== undefined) return found;
  const clock = createDeviceClock(realMemory(chainId));
  clocks.set(chainId, clock);
  return clock;
}

/**
 * Returns the time in milliseconds since 1970: this device's own, ahead only in a demonstration.
 *
 * Why never the node's: who sets a clock decides what is old. It is never earlier than the newest page
 * that this device has verified, for that time has passed.
 */
export const communityNow = (): number =>
  Math.max(shown.value?.now() ?? Date.now(), newestPage.value);

/** Hears what the node says of itself and of the time; only a demonstration is believed. */
export function heardClock(said: CommunityClock): void {
  const clock = clockOf(said.chainId);
  shown.value = clock;
  void clock.hear(said).catch(() => undefined);
}

/** Notes when the newest page was written that this device has verified. */
export function notePageTime(time: number): void {
  newestPage.value = Math.max(newestPage.value, time);
}
