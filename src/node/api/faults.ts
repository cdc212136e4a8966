import type { Api, NodeContext } from "../context.ts";
import { notFound } from "../problem.ts";

/** Adds the descriptions of all faults: where the `type` of a problem leads. */
export function addFaultRoutes(api: Api, { engine }: NodeContext): void {
  api.get("/faults", (c) => c.json({ faults: [...engine.ledger.law.faultByNumber.values()] }));
  api.get("/faults/:room/:slug", (c) => {
    const code = `${c.req.param("room")}/${c.req.param("slug")}`;
    const { editions } = engine.ledger.law;
    const faults = editions.flatMap(({ faultByNumber }) => [...faultByNumber.values()]);
    const fault = faults.findLast((each) => each.code === code);
    if (fault === undefined) throw notFound(`The fault ${code}`);
    return c.json(fault);
  });
}
