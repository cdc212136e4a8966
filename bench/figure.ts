/** One figure of a bench: what was measured, and what it is held against. */
export interface Figure {
  readonly bench: string;
  readonly value: number;
  readonly unit: string;
  /** The least or most that is aimed at; `goalIs` says which. */
  readonly goal?: number;
  readonly goalIs?: "at most" | "at least";
  /** What was measured beside it in the same run, and by what name. */
  readonly peer?: { readonly name: string; readonly value: number };
  readonly [detail: string]: unknown;
}

/** Prints a figure as one line of JSON. */
export function print(figure: Figure): void {
  const value = Math.round(figure.value * 1000) / 1000;
  console.log(JSON.stringify({ ...figure, value }));
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1] as number;
}

/** Runs something and tells how long it took. Units: milliseconds. */
export function timed<T>(work: () => T): { readonly took: number; readonly result: T } {
  const begun = performance.now();
  const result = work();
  return { took: performance.now() - begun, result };
}

/** The value that a share of all values is not above. Shape: `share` is from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] as number;
}
