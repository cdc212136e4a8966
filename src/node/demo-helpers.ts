import { requireLocal } from "./asking/local.ts";
import { requireOwnPage } from "./asking/names.ts";
import type { Api, ApiContext, NodeContext } from "./context.ts";
import { notFound, ProblemError, problem } from "./problem.ts";

/** How a helper of a demonstration is doing, as anyone who runs its process knows. */
export type HelperState = "starting" | "running" | "paused" | "stopping" | "stopped";

/** A helper of a demonstration: a node whose process can be stopped and started for trying. */
export interface DemoHelper {
  /** Counted from 1. */
  readonly helper: number;
  /** Who runs it in the story. */
  readonly name: string;
  /** The address of its key, in hexadecimal, as the list of those who sign has it. */
  readonly address: string;
  /** Where its own copy of the app is, while it runs. */
  readonly url: string;
  readonly state: HelperState;
  /** Why it has ended, where nobody stopped it. */
  readonly fault: string | null;
  /** Tells whether it is the one that answers. */
  readonly isHere: boolean;
}

/** What can be asked of a helper. */
export const HELPER_ORDERS = ["stop", "start", "pause", "resume"] as const;

/** What can be asked of a helper. */
export type HelperOrder = (typeof HELPER_ORDERS)[number];

/** What came of an order: how all are doing now, or why it cannot be. */
export type HelperAnswer =
  | { readonly ok: true; readonly helpers: readonly DemoHelper[] }
  | { readonly ok: false; readonly why: "unknown" | "here" | "not-now" | "nobody" };

/** Anyone who runs the processes of a demonstration's helpers. */
export interface DemoHelpers {
  /** How all are doing. */
  list(): Promise<HelperAnswer>;
  /** Asks for a change; it has begun when this answers. */
  order(helper: number, order: HelperOrder): Promise<HelperAnswer>;
}

/** Adds the buttons of a demonstration that lives on several machines; elsewhere there is nothing. */
export function addDemoHelperRoutes(api: Api, context: NodeContext): void {
  api.get("/demo/helpers", async (c) => c.json(answered(await ask(c, context).list())));

  api.post("/demo/helpers/:helper/:order", async (c) => {
    const helpers = ask(c, context);
    const given = c.req.param();
    const order = HELPER_ORDERS.find((each) => each === given.order);
    const helper = /^[1-9]$/.test(given.helper) ? Number(given.helper) : 0;
    if (order === undefined || helper === 0) throw notFound("Such a button");
    return c.json(answered(await helpers.order(helper, order)));
  });
}

/**
 * Who is to be asked.
 *
 * Why the origin counts too: a page of somebody else must not use what it may have overheard.
 */
function ask(c: ApiContext, { demoHelpers, localToken, asking }: NodeContext): DemoHelpers {
  if (demoHelpers === undefined) throw notFound("A demonstration with several helpers");
  requireOwnPage(asking.names, c.req.header("origin"), c.req.header("host"));
  requireLocal(localToken, c.req.header("authorization"));
  return demoHelpers;
}

function answered(answer: HelperAnswer): { readonly helpers: readonly DemoHelper[] } {
  if (answer.ok) return { helpers: answer.helpers };
  throw PROBLEMS[answer.why]();
}

const PROBLEMS = {
  unknown: () => notFound("This helper"),
  here: () =>
    new ProblemError(
      problem(
        409,
        "node/helper-here",
        "This page comes from that helper.",
        "Open the page of another helper, and stop this one there.",
      ),
    ),
  "not-now": () =>
    new ProblemError(
      problem(
        409,
        "node/helper-not-now",
        "The helper cannot do that now.",
        "Look how it is doing, then choose again.",
      ),
    ),
  nobody: () =>
    new ProblemError(
      problem(
        503,
        "node/helpers-alone",
        "The demonstration's command does not answer.",
        "Look into the terminal in which it runs.",
      ),
    ),
} as const;
