import { FolkmootError } from "../error.ts";
import { followStream } from "./follow-stream.ts";
import type { Answer, Transport } from "./transport.ts";

/** How long an answer may take, in milliseconds. */
const ANSWER_MS_MAX = 30_000;

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
    ask({ method, path, body, contentType, patienceMs = ANSWER_MS_MAX, ...question }) {
      const headers: Record<string, string> = { ...question.headers };
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
        const etag = answer.headers.get("etag");
        return {
          status: answer.status,
          contentType: answer.headers.get("content-type") ?? "",
          bytes: new Uint8Array(await answer.arrayBuffer()),
          ...(retryAfter === null ? {} : { retryAfter }),
          ...(etag === null ? {} : { etag }),
        };
      });
    },
    follow(onMessage, onLine = () => undefined) {
      const open = (given: Record<string, string>, signal: AbortSignal): Promise<Response> => {
        const headers = cookie === "" ? given : { ...given, cookie };
        return send(`${base}/events`, { headers, signal, cache: "no-store" });
      };
      return followStream({ open, onMessage, onLine });
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
