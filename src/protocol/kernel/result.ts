/** A value, or the reason why there is none. */
export type Result<V, F = string> = { readonly ok: true; readonly value: V } | Failure<F>;

/** The second half of a Result. */
export interface Failure<F = string> {
  readonly ok: false;
  readonly reason: F;
}

/** Wraps a value as a success. */
export function ok<V>(value: V): { readonly ok: true; readonly value: V } {
  return { ok: true, value };
}

/** Wraps a reason as a failure. */
export function failure<F>(reason: F): Failure<F> {
  return { ok: false, reason };
}
