import { isMember } from "../../protocol/membership/index.ts";
import type { Api, NodeContext } from "../context.ts";
import { badRequest } from "../problem.ts";

/** Letters that one question has at most. */
const LETTERS_MAX = 100;

/** Adds finding people by their name or number, as far as anyone who asks may read names. */
export function addNameRoutes(api: Api, context: NodeContext): void {
  const { engine, sessions, names } = context;
  api.get("/names", async (c) => {
    const text = c.req.query("search") ?? "";
    if (text.length > LETTERS_MAX) throw badRequest(`search: more than ${LETTERS_MAX} letters`);
    const after = c.req.query("after") ?? "0";
    if (!/^[0-9]{1,10}$/.test(after)) throw badRequest("after: not a person's number");
    const viewer = sessions.viewer(c);
    const found = await names.find({
      text,
      after: Number(after),
      isMember: viewer !== undefined && isMember(engine.ledger.reader(), viewer.person),
    });
    c.header("cache-control", "private, no-store");
    return c.json(found);
  });
}
