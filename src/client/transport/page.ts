import { followEventSource } from "./event-source.ts";
import { apiOf, httpAsk } from "./http-ask.ts";
import type { Transport } from "./transport.ts";

/** Reaches the node that a page came from. */
export const browserTransport = (origin: string): Transport => ({
  ask: httpAsk(origin, {}).ask,
  follow: followEventSource(`${apiOf(origin)}/events`),
});
