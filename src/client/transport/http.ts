import { FolkmootError } from "../error.ts";
import { readStream } from "./stream.ts";
import type { Answer, Transport } from "./transport.ts";

/** How long an answer may take, in milliseconds. */
const ANSWER_MS_MAX = 30_000;
/** How long to wait before the event stream is opened again, in milliseconds. */
const RECONNECT_MS = 1_000;

/**
 * Reaches a node over HTTP.
 *
 * Why: `fetch` can be replaced, so that a test or an embedded node is asked without a socket.
 */
export function httpTransport(
  origin: string,
  options: { readonly fetch?: typeof fetch } = {},
): Transport {
  const send = options.fetch ?? fetch;
  // Keeps the session that the node set, where no browser does it.
  let cookie = "";
  const base = `${origin.replace(/\/$/, "")}/api/v1`;
  return {
    ask({ method, path, body, contentType, patienceMs = ANSWER_MS_MAX }) {
      const headers: Record<string, string> = {};
      if (contentType !== undefined) headers["content-type"] = contentType;
      if (cookie !== "") headers["cookie"] = cookie;
      return reach(origin, async () => {
        const answer = await send(`${base}${path}`, {
          method,
          headers,
          signal: AbortSignal.timeout(patienceMs),
          ...(body === undefined ? {} : { body: body as BodyInit }),
        });
        cookie = cookieOf(answer) ?? cookie;
        const retryAfter = answer.headers.get("retry-after");
        return {
          status: answer.status,
          contentType: answer.headers.get("content-type") ?? "",
          bytes: new Uint8Array(await answer.arrayBuffer()),
          ...(retryAfter === null ? {} : { retryAfter }),
        };
      });
    },
    follow(onMessage) {
      const stopped = new AbortController();
      void followForEver(send, `${base}/events`, stopped.signal, onMessage);
      return () => stopped.abort();
    },
  };
}

async function reach(origin: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    throw new FolkmootError(
      "client/unreachable",
      `No node answers at ${origin}.`,
      "Check that the node is running and that this device is connected.",
      cause,
    );
  }
}

function cookieOf(answer: Response): string | undefined {
  return answer.headers.get("set-cookie")?.split(";")[0];
}

async function followForEver(
  send: typeof fetch,
  url: string,
  stopped: AbortSignal,
  onMessage: Parameters<Transport["follow"]>[0],
): Promise<void> {
  let last = "";
  while (!stopped.aborted) {
    try {
      const headers = last === "" ? {} : { "last-event-id": last };
      const answer = await send(url, { headers, signal: stopped });
      for await (const message of readStream(answer)) {
        last = message.id === "" ? last : message.id;
        onMessage(message);
      }
    } catch {
      // A broken stream is opened again from the last message on.
    }
    await new Promise((resume) => setTimeout(resume, RECONNECT_MS));
  }
}
