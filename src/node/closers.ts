/** What is to be closed, in the reverse order of opening. */
export interface Closers {
  add(close: () => unknown): void;
  /** Closes everything, once; goes on when one fails, and throws the first failure at the end. */
  close(): Promise<void>;
}

/** Starts with nothing to close. */
export function createClosers(): Closers {
  const open: (() => unknown)[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const close of open.reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (close) => open.push(close),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
