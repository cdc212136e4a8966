import { FolkmootError } from "../error.ts";
import type { Answer, Question } from "./transport.ts";

/** How long an answer may take, in milliseconds. */
const ANSWER_MS_MAX = 30_000;

/** Something that sends what is asked over HTTP; it can be replaced, so that a node is asked without a socket. */
export interface HttpOptions {
  readonly fetch?: typeof fetch;
}

/** The API of a node. */
export const apiOf = (origin: string): string => `${origin.replace(/\/$/, "")}/api/v1`;

/** Asks a node over HTTP, and keeps the session that it sets where no browser does it. */
export function httpAsk(origin: string, options: HttpOptions) {
  const send = options.fetch ?? fetch;
  const kept = { cookie: "" };
  const base = apiOf(origin);
  return {
    kept,
    ask({ method, path, body, contentType, patienceMs = ANSWER_MS_MAX, ...question }: Question) {
      const headers: Record<string, string> = { ...question.headers };
      if (contentType !== undefined) headers["content-type"] = contentType;
      if (kept.cookie !== "") headers["cookie"] = kept.cookie;
      return reach(origin, async () => {
        const answer = await send(`${base}${path}`, {
          method,
          headers,
          signal: AbortSignal.timeout(patienceMs),
          ...(body === undefined ? {} : { body: body as BodyInit }),
        });
        kept.cookie = cookieOf(answer) ?? kept.cookie;
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
