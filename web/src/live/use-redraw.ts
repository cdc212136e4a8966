import { useEffect, useState } from "preact/hooks";

/** Calls a listener whenever something changes, until the returned function is called. */
export type Subscribe = (listener: () => void) => () => void;

/**
 * Draws again whenever something outside changes.
 *
 * Why it draws once more at first: what changed between drawing and listening would be missed.
 */
export function useRedraw(subscribe: Subscribe): void {
  const [, redraw] = useState(0);
  useEffect(() => {
    const again = (): void => redraw((count) => count + 1);
    const stop = subscribe(again);
    again();
    return stop;
  }, [subscribe]);
}
