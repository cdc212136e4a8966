import { followStream } from "./follow-stream.ts";
import { apiOf, type HttpOptions, httpAsk } from "./http-ask.ts";
import type { Transport } from "./transport.ts";

/** Reaches a node over HTTP. */
export function httpTransport(origin: string, options: HttpOptions = {}): Transport {
  const send = options.fetch ?? fetch;
  const { ask, kept } = httpAsk(origin, options);
  return {
    ask,
    follow(onMessage, onLine = () => undefined) {
      const open = (given: Record<string, string>, signal: AbortSignal): Promise<Response> => {
        const headers = kept.cookie === "" ? given : { ...given, cookie: kept.cookie };
        return send(`${apiOf(origin)}/events`, { headers, signal, cache: "no-store" });
      };
      return followStream({ open, onMessage, onLine });
    },
  };
}
