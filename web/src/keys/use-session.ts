import { useValue } from "../live/use-value.ts";
import { sessionPerson } from "./session.ts";

/** Returns the person as whom the node knows this device now, and draws again when it changes. */
export const useSession = (): number | undefined => useValue(sessionPerson);
