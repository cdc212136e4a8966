import { useRedraw } from "../live/use-redraw.ts";
import { onSession, sessionPerson } from "./session.ts";

/** Returns the person as whom the node knows this device now, and draws again when it changes. */
export function useSession(): number | undefined {
  useRedraw(onSession);
  return sessionPerson();
}
