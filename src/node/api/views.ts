import { nativeHasher } from "../../engine/native-hasher.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { runView } from "../../protocol/run-view.ts";
import { isVisible } from "../../protocol/visible.ts";
import type { Api, NodeContext } from "../context.ts";
import { notFound, notVisible } from "../problem.ts";
import { PROVED, provedAnswer } from "./proved-views.ts";
import { readQuery } from "./query.ts";
import { lookOf } from "./seeing.ts";

const MINUTE = 60_000;

/** Adds the readings of the state that the law's rooms declare. */
export function addViewRoutes(api: Api, context: NodeContext): void {
  const { engine } = context;
  api.get("/views/:room/:view", async (c) => {
    const name = `${c.req.param("room")}/${c.req.param("view")}`;
    const view = engine.ledger.law.viewByName.get(name);
    if (view === undefined) throw notFound(`The view ${name}`);
    const search = new URL(c.req.url).searchParams;
    if (search.has(PROVED)) return c.json(await provedAnswer(context, c, name, search));
    const query = readQuery(view.query, search);
    const { height, time } = engine.head();
    const now = Math.max(context.clock.now(), time);
    const look = lookOf(context, c);
    if (!isVisible(view.visibility, query, look)) throw notVisible();
    const tag = `W/"${context.lastChange()}-${Math.floor(now / MINUTE)}-${look.viewer}"`;
    if (c.req.header("if-none-match") === tag) {
      return new Response(null, { status: 304, headers: { etag: tag } });
    }
    const { law, community } = engine.ledger;
    const { sha256 } = nativeHasher;
    const { state } = look;
    const value = runView(law, view, { state, query, now, community, sha256 });
    if (value === undefined) throw notFound("What was asked for");
    c.header("etag", tag);
    c.header("cache-control", "no-cache");
    return c.json({ asOf: { height, time, now }, value: toPlain(value) });
  });
}
