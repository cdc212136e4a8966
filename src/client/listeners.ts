/** Those who want to hear of something. */
export interface Listeners<News extends readonly unknown[] = []> {
  /** Calls back from now on; returns how to stop. */
  readonly add: (listener: (...news: News) => void) => () => void;
  readonly tell: (...news: News) => void;
}

/** Makes a list of listeners; anyone who is added twice hears twice. */
export function createListeners<News extends readonly unknown[] = []>(): Listeners<News> {
  const all = new Set<{ readonly hear: (...news: News) => void }>();
  return {
    add(hear) {
      const listener = { hear };
      all.add(listener);
      return () => {
        all.delete(listener);
      };
    },
    tell(...news) {
      for (const { hear } of [...all]) hear(...news);
    },
  };
}
