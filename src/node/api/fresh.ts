import { answersFor, isMember } from "../../protocol/membership/index.ts";
import type { Api, NodeContext } from "../context.ts";
import { signInFirst } from "../problem.ts";

/**
 * Adds asking for a newer page where the newest is older than a minute.
 *
 * Why only for members and whom they have invited: each page takes a kilobyte for ever, on every machine.
 */
export function addFreshRoutes(api: Api, { engine, sessions }: NodeContext): void {
  api.post("/fresh", async (c) => {
    const person = sessions.viewer(c)?.person;
    const state = engine.ledger.reader();
    const isOurs =
      person !== undefined && (isMember(state, person) || answersFor(state, person) !== undefined);
    if (!isOurs) throw signInFirst();
    const { height, time } = await engine.freshen();
    return c.json({ height, time });
  });
}
