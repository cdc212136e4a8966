import { storageName } from "./place.ts";

const kept = storageName("folkmoot-local-token");

/**
 * Takes out of the address what shows that somebody may read the node's home, and keeps it for this
 * window alone.
 *
 * Why behind `#`: there it reaches no server, no log and no other site.
 */
export function takeLocalToken(place: Location, past: History): void {
  const found = /[?&]local=([0-9a-f]{64})$/.exec(place.hash);
  if (found?.[1] === undefined) return;
  try {
    sessionStorage.setItem(kept, found[1]);
  } catch {
    // A browser that remembers nothing shows the page without its buttons.
  }
  past.replaceState(null, "", place.hash.slice(0, found.index));
}

/** What shows it, or nothing. */
export function localToken(): string | undefined {
  try {
    return sessionStorage.getItem(kept) ?? undefined;
  } catch {
    return undefined;
  }
}
