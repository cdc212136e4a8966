import type { HeadMarker, Mark } from "#engine/embedded/head-marker.js";
import type { Random } from "./random.ts";

/** A head marker that outlives its computer; nobody waits for the disk when it is written. */
export interface MemoryMarker extends HeadMarker {
  /** Lets it lag behind by some marks, as after a power cut. */
  lag(random: Random): void;
}

const REMEMBERED = 4;

/** Keeps a marker in memory. */
export function createLaggingMarker(): MemoryMarker {
  let marks: Mark[] = [];
  return {
    async read() {
      return marks.at(-1);
    },
    async write(mark) {
      marks = [...marks.slice(1 - REMEMBERED), mark];
    },
    async close() {},
    lag(random) {
      marks = marks.slice(0, random.between(0, marks.length));
    },
  };
}
