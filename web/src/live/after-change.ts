import type { ReadonlySignal } from "@preact/signals-core";

/** Calls back each time a signal holds something else from now on; returns how to stop. */
export function afterChange<Value>(
  source: ReadonlySignal<Value>,
  listener: (value: Value) => void,
): () => void {
  let isFirst = true;
  return source.subscribe((value) => {
    if (!isFirst) listener(value);
    isFirst = false;
  });
}
