import type { BucketLimit } from "../limits.ts";

/** Permits per name, such as one address. */
export interface Buckets {
  /** Tells in how many seconds the permits will be there; 0 when they are, and then takes them. */
  take(name: string, permits?: number): number;
  /** Like `take`, but takes none. */
  wait(name: string, permits?: number): number;
  /** Takes permits, or gives them back, whether they are there or not; what is missing is owed. */
  spend(name: string, permits: number): void;
  /** How much of all that a name can have is there: from 0 to 1. */
  share(name: string): number;
  size(): number;
}

/** Names that are remembered at most; the one that was used longest ago is forgotten first. */
export const NAMES_MAX = 20_000;

interface Bucket {
  permits: number;
  at: number;
}

/**
 * Opens a store of permits.
 *
 * Units: `now` gives milliseconds and never goes back.
 */
export function createBuckets(limit: BucketLimit, now: () => number): Buckets {
  const buckets = new Map<string, Bucket>();
  const filled = (name: string): Bucket => {
    const at = now();
    const known = buckets.get(name) ?? { permits: limit.burst, at };
    buckets.delete(name);
    const gained = ((at - known.at) / 1000) * limit.perSecond;
    const bucket = { permits: Math.min(limit.burst, known.permits + gained), at };
    buckets.set(name, bucket);
    if (buckets.size > NAMES_MAX) forgetOldest(buckets);
    return bucket;
  };
  const wait = (name: string, permits: number): number => {
    const missing = permits - filled(name).permits;
    return missing <= 0 ? 0 : Math.ceil(missing / limit.perSecond);
  };
  return {
    wait: (name, permits = 1) => wait(name, permits),
    take(name, permits = 1) {
      const seconds = wait(name, permits);
      if (seconds === 0) filled(name).permits -= permits;
      return seconds;
    },
    spend(name, permits) {
      const bucket = filled(name);
      bucket.permits = Math.min(limit.burst, bucket.permits - permits);
    },
    share: (name) => Math.max(0, filled(name).permits / limit.burst),
    size: () => buckets.size,
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
