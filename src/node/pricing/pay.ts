import type { MiddlewareHandler } from "hono";
import { isMember } from "../../protocol/membership/index.ts";
import type { ApiContext, ApiEnv, NodeContext } from "../context.ts";
import { ProblemError } from "../problem.ts";
import { kindOf } from "./kind.ts";
import type { Bill, Payer } from "./till.ts";

/** How long a refusal is kept back, so that asking again at once gains nothing. Units: milliseconds. */
const REFUSAL_PAUSE = 500;
/** Refusals that are kept back at once; beyond that connections are cut without an answer. */
const REFUSALS_HELD_MAX = 500;

/**
 * Takes the price of every request before anything is done for it.
 *
 * Why a refusal comes late and ends the connection: reading a request and refusing it costs something
 * too, and nobody can make the node do that as fast as they can ask.
 */
export function payment(context: NodeContext): MiddlewareHandler<ApiEnv> {
  let held = 0;
  const keepBack = async (c: ApiContext): Promise<void> => {
    context.metrics.refusedByPrice();
    if (held >= REFUSALS_HELD_MAX) {
      c.env.incoming.socket.destroy();
      return;
    }
    held += 1;
    await new Promise((resolve) => setTimeout(resolve, REFUSAL_PAUSE));
    held -= 1;
  };
  return async (c, next) => {
    const { method, path } = c.req;
    const isProved = c.req.query("proved") !== undefined;
    const kind = kindOf(context.engine.ledger.law, { method, path, isProved });
    const payer = payerOf(context, c);
    let bill: Bill | undefined;
    try {
      bill = context.till.open(payer, kind);
      c.set("bill", bill);
      const opened = bill;
      // Only until the handler first waits for something: a slow body holds up nobody else's turn.
      const { answered } = await opened.run(() => ({ answered: next() }));
      await answered;
    } catch (error) {
      if (payer.kind === "stranger" && error instanceof ProblemError) {
        await keepBack(c);
        throw new ProblemError(error.problem, { ...error.headers, connection: "close" });
      }
      throw error;
    } finally {
      bill?.settle();
    }
    if (isNoTurn(c.error)) {
      await keepBack(c);
      c.res.headers.set("connection", "close");
    }
  };
}

function isNoTurn(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === "node/strangers-wait";
}

/** A member who has signed in pays for themselves; everybody else with all others at the same place. */
function payerOf({ engine, sessions }: NodeContext, c: ApiContext): Payer {
  const viewer = sessions.viewer(c);
  const isOwn = viewer !== undefined && isMember(engine.ledger.reader(), viewer.person);
  return isOwn
    ? { kind: "member", person: viewer.person }
    : { kind: "stranger", place: c.var.asker.place };
}
