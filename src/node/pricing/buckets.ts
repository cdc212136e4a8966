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
    const bucket = buckets.get(name) ?? { permits: limit.burst, at };
    buckets.delete(name);
    const gained = ((at - bucket.at) / 1000) * limit.perSecond;
    bucket.permits = Math.min(limit.burst, bucket.permits + gained);
    bucket.at = at;
    buckets.set(name, bucket);
    if (buckets.size > NAMES_MAX) forgetOldest(buckets);
    return bucket;
  };
  const secondsOf = (bucket: Bucket, permits: number): number => {
    const missing = permits - bucket.permits;
    return missing <= 0 ? 0 : Math.ceil(missing / limit.perSecond);
  };
  return {
    wait: (name, permits = 1) => secondsOf(filled(name), permits),
    take(name, permits = 1) {
      const bucket = filled(name);
      const seconds = secondsOf(bucket, permits);
      if (seconds === 0) bucket.permits -= permits;
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
