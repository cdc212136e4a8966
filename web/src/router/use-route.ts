import { useEffect, useMemo, useState } from "preact/hooks";
import { type Route, readRoute } from "./route.ts";

/** Returns where the person is, and draws again when they go elsewhere. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const moved = (): void => setHash(location.hash);
    addEventListener("hashchange", moved);
    // Anyone who went on between the first drawing and here would otherwise stay on the page before.
    moved();
    return () => removeEventListener("hashchange", moved);
  }, []);
  return useMemo(() => readRoute(hash), [hash]);
}

/** Goes to another page; with `replace` the page left is not in the way of "back". */
export function go(address: string, replace = false): void {
  if (replace) location.replace(address);
  else location.hash = address;
}
