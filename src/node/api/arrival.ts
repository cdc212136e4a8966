import type { ServerResponse } from "node:http";
import type { MiddlewareHandler } from "hono";
import { askerOf } from "../asking/asker.ts";
import { requireKnownName } from "../asking/names.ts";
import type { ApiEnv, NodeContext } from "../context.ts";
import { ProblemError, problem } from "../problem.ts";

/**
 * Finds out who asks, before anything is done for them.
 *
 * Why a warning once: anyone who runs the node has to hear which setting is missing, and a stranger who
 * sends such headers must not fill the log.
 */
export function arrival({
  asking,
  connections,
  log,
}: Pick<NodeContext, "asking" | "connections" | "log">): MiddlewareHandler<ApiEnv> {
  let hasWarned = false;
  return async (c, next) => {
    const header = (name: string): string | undefined => c.req.header(name);
    requireKnownName(asking.names, header("host"));
    try {
      const { remoteAddress: socketAddress } = c.env.incoming.socket;
      const asker = askerOf(asking.proxies, { socketAddress, header });
      if (!connections.enter(c.env.outgoing as ServerResponse, asker.place)) throw atOnce();
      c.set("asker", asker);
    } catch (error) {
      const isProxy = error instanceof ProblemError && error.problem.code === "node/unknown-proxy";
      if (isProxy && !hasWarned) {
        hasWarned = true;
        log.warn("a proxy asks that the setting trusted-proxies does not name; it is refused");
      }
      throw error;
    }
    await next();
  };
}

function atOnce(): ProblemError {
  const words = "Too many requests from here are under way.";
  return new ProblemError(
    problem(429, "node/too-many", words, "Wait until some of them are answered."),
    { "retry-after": "5", connection: "close" },
  );
}
