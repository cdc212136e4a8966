import { toPlain } from "../../protocol/kernel/plain.ts";
import { isVisible } from "../../protocol/visible.ts";
import type { Api, NodeContext } from "../context.ts";
import { notFound, notVisible } from "./problem.ts";
import { readQuery } from "./query.ts";
import { lookOf } from "./seeing.ts";

const MINUTE = 60_000;

/** Adds the readings of the state that the law's rooms declare. */
export function addViewRoutes(api: Api, context: NodeContext): void {
  const { engine } = context;
  api.get("/views/:room/:view", (c) => {
    const name = `${c.req.param("room")}/${c.req.param("view")}`;
    const view = engine.ledger.law.viewByName.get(name);
    if (view === undefined) throw notFound(`The view ${name}`);
    const query = readQuery(view.query, new URL(c.req.url).searchParams);
    const { height, time } = engine.head();
    const now = Math.max(context.clock.now(), time);
    const look = lookOf(context, c);
    if (!isVisible(view.visibility, query, look)) throw notVisible();
    const tag = `"${context.lastChange()}-${Math.floor(now / MINUTE)}-${look.viewer}"`;
    if (c.req.header("if-none-match") === tag) {
      return new Response(null, { status: 304, headers: { etag: tag } });
    }
    const ruleContext = engine.ledger.machine.ruleContext(now);
    const value = view.read({ ...ruleContext, state: look.state, query } as never);
    if (value === undefined) throw notFound("What was asked for");
    c.header("etag", tag);
    c.header("cache-control", "no-cache");
    return c.json({ asOf: { height, time }, value: toPlain(value) });
  });
}
