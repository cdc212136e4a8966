import { requireLocal } from "../asking/local.ts";
import type { Api, NodeContext } from "../context.ts";
import { futureBlockOf } from "../future-block.ts";
import { haltOf, haltWords } from "../halt.ts";
import { problem, problemResponse } from "../problem.ts";

/** Adds what watchdogs ask: is the process alive, does it serve, how is it doing. */
export function addHealthRoutes(api: Api, context: NodeContext): void {
  const { engine, metrics } = context;
  api.get("/healthz", (c) => c.json({ ok: true }));

  api.get("/readyz", async (c) => {
    const { height, time } = engine.head();
    // A network that stands still is no reason to restart a node that reads and proves.
    const halt = await haltOf(context);
    const future = futureBlockOf(context);
    const told = {
      ...(halt === undefined ? {} : { halt: { ...halt, words: haltWords(halt) } }),
      ...(future === undefined ? {} : { future }),
    };
    if (!context.isStopping()) return c.json({ ok: true, height, time, ...told });
    return problemResponse(
      problem(503, "node/stopped", "The node is stopping.", "Try again when it is back."),
    );
  });

  api.get("/metrics", async (c) => {
    requireLocal(context.localToken, c.req.header("authorization"));
    return new Response(await metrics.text(), { headers: { "content-type": metrics.contentType } });
  });
}
