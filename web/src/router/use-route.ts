import { useEffect, useState } from "preact/hooks";
import { type Route, readRoute } from "./route.ts";

/** Returns where the person is, and draws again when they go elsewhere. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const moved = (): void => setRoute(readRoute(location.hash));
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  return route;
}

/** Goes to another page; with `replace` the page left is not in the way of "back". */
export function go(address: string, replace = false): void {
  if (replace) location.replace(address);
  else location.hash = address;
}
