import { type ReadonlySignal, signal } from "@preact/signals-core";
import { createContext } from "preact";

/** A view of the law that a page shows, and where the node answers it. */
export interface PageRead {
  readonly path: string;
  readonly name: string;
  readonly query: unknown;
}

/** What a page has read: all views of the law that stand on it now. */
export interface PageReads {
  readonly views: ReadonlySignal<readonly PageRead[]>;
  /** Notes that a part of the page shows a view, until the returned function is called. */
  note(read: PageRead): () => void;
}

/** Makes the notes of one page. */
export function createPageReads(): PageReads {
  const noted = new Set<PageRead>();
  const views = signal<readonly PageRead[]>([]);
  const tell = (): void => {
    const byPath = new Map([...noted].map((read) => [read.path, read]));
    views.value = [...byPath.values()];
  };
  return {
    views,
    note(read) {
      const own = { ...read };
      noted.add(own);
      tell();
      return () => {
        noted.delete(own);
        tell();
      };
    },
  };
}

/** The notes of the page that is being drawn; none outside of pages, for banners and what stands beside. */
export const PageReadsContext = createContext<PageReads | undefined>(undefined);
