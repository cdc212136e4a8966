import type { Api, NodeContext } from "../context.ts";
import { openApi } from "../reference/openapi.ts";

/** Adds the description of the API for programs. */
export function addDescriptionRoutes(api: Api, context: NodeContext): void {
  api.get("/openapi.json", (c) => c.json(openApi(context.engine.ledger.law, context.version)));
}
