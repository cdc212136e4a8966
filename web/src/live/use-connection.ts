import { type Connection, currentConnection, onConnection } from "./events.ts";
import { useRedraw } from "./use-redraw.ts";

/** Returns whether the node speaks to this device, and draws again when that changes. */
export function useConnection(): Connection {
  useRedraw(onConnection);
  return currentConnection();
}
