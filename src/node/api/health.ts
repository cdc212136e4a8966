import type { Api, NodeContext } from "../context.ts";
import { haltOf, haltWords } from "../halt.ts";
import { isLoopback } from "./address.ts";
import { ProblemError, problem, problemResponse } from "./problem.ts";

/** Adds what watchdogs ask: is the process alive, does it serve, how is it doing. */
export function addHealthRoutes(api: Api, context: NodeContext): void {
  const { engine, metrics } = context;
  api.get("/healthz", (c) => c.json({ ok: true }));

  api.get("/readyz", async (c) => {
    const { height, time } = engine.head();
    // A network that stands still is no reason to restart a node that reads and proves.
    const halt = await haltOf(context);
    const told = halt === undefined ? {} : { halt: { ...halt, words: haltWords(halt) } };
    if (!context.isStopping()) return c.json({ ok: true, height, time, ...told });
    return problemResponse(
      problem(503, "node/stopped", "The node is stopping.", "Try again when it is back."),
    );
  });

  api.get("/metrics", async (c) => {
    if (!isLoopback(c.env)) {
      throw new ProblemError(
        problem(403, "node/local-only", "Figures are for this machine only.", "Ask from there."),
      );
    }
    return new Response(await metrics.text(), { headers: { "content-type": metrics.contentType } });
  });
}
