import type { ReadonlySignal } from "@preact/signals-core";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * Returns what a signal holds, and draws again when that changes.
 *
 * Why a signal says it once more at first: what changed between drawing and listening would be missed.
 */
export function useValue<Value>(source: ReadonlySignal<Value>): Value {
  const [, redraw] = useState(0);
  const value = source.value;
  const drawn = useRef(value);
  drawn.current = value;
  useEffect(
    () =>
      source.subscribe((held) => {
        if (!Object.is(held, drawn.current)) redraw((count) => count + 1);
      }),
    [source],
  );
  return value;
}
