import { type Connection, connection } from "./events.ts";
import { useValue } from "./use-value.ts";

/** Returns whether the node speaks to this device, and draws again when that changes. */
export const useConnection = (): Connection => useValue(connection);
