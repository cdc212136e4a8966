/** Measures how long the law takes over each action of a block. */
export interface ActionMeter {
  /** An action begins, and with it the one before it ends. */
  readonly beginning: (position: number) => void;
  /** The last one is over. */
  end(): void;
  /** Units: milliseconds; 0 for an action that was never begun. */
  msOf(position: number): number;
}

/** Begins to measure one block. */
export function createActionMeter(now = () => performance.now()): ActionMeter {
  const msByPosition = new Map<number, number>();
  let open: { readonly position: number; readonly at: number } | undefined;
  const close = (at: number): void => {
    if (open === undefined) return;
    // An action that is carried out again, since another broke the law, has taken both times.
    const before = msByPosition.get(open.position) ?? 0;
    msByPosition.set(open.position, before + at - open.at);
  };
  return {
    beginning(position) {
      const at = now();
      close(at);
      open = { position, at };
    },
    end() {
      close(now());
      open = undefined;
    },
    msOf: (position) => msByPosition.get(position) ?? 0,
  };
}
