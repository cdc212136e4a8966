import { useEffect, useState } from "preact/hooks";
import { type Connection, currentConnection, onConnection } from "./events.ts";

/** Returns whether the node speaks to this device, and draws again when that changes. */
export function useConnection(): Connection {
  const [connection, setConnection] = useState(currentConnection);
  useEffect(() => onConnection(setConnection), []);
  return connection;
}
