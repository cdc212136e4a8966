import { fromHex } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import { readJson } from "../api/body.ts";
import { requireOwnPage } from "../asking/names.ts";
import { requireSafeWay } from "../asking/safe-way.ts";
import type { Api, ApiContext, Asking } from "../context.ts";
import { HomeFault } from "../home/home-fault.ts";
import type { HomeLayout } from "../home/layout.ts";
import { badRequest, ProblemError, problem } from "../problem.ts";
import { claimState } from "./claim.ts";
import type { Founder } from "./founding-by-one.ts";
import { assertCanBe, type FoundedNow, foundWaiting, type Waiting } from "./waiting-home.ts";

/** Bytes of what a founder's browser sends. */
const BODY_MAX = 4096;
/** Characters of a name, as in every profile. */
const NAME_MAX = 80;

/** What the founder's page works with. */
export interface FounderDesk {
  readonly layout: HomeLayout;
  readonly law: Law;
  readonly asking: Asking;
  readonly waiting: Waiting;
  /** Units: milliseconds since 1970. */
  readonly now: () => number;
  /** Called once, when the community is founded. */
  readonly onFounded: (founded: FoundedNow) => void;
}

/**
 * Adds what the founder's page asks: what the community will be, and to be its founder.
 *
 * Why the first who comes wins, and nobody after: a second founder would make a second community of
 * the same home. Why nothing of it is logged: the link's secret comes in a header.
 */
export function addFounderRoutes(api: Api, desk: FounderDesk): void {
  let isTaken = false;
  const requireLink = async (c: ApiContext): Promise<void> => {
    const header = (name: string): string | undefined => c.req.header(name);
    requireSafeWay(c.get("asker"), c.env.incoming.socket.remoteAddress, header);
    if (isTaken) throw taken();
    const secret = /^Bearer ([0-9a-f]{32})$/.exec(header("authorization") ?? "")?.[1] ?? "";
    const state = await claimState(desk.layout, secret, desk.now());
    if (state !== "good") throw state === "over" ? over() : wrong();
  };
  api.get("/api/v1/founder", async (c) => {
    await requireLink(c);
    const { name, purpose, founder } = desk.waiting;
    return c.json({ name, purpose, founder, address: desk.asking.publicAddress ?? null });
  });

  api.post("/api/v1/founder", async (c) => {
    requireOwnPage(desk.asking.names, c.req.header("origin"), c.req.header("host"));
    const founder = founderIn(await readJson(c.req.raw, BODY_MAX), desk.waiting);
    requirePossible(desk, founder);
    await requireLink(c);
    // Nothing is waited for between these two lines, so of two who come at once only one goes on.
    if (isTaken) throw taken();
    isTaken = true;
    const founded = await foundWaiting(desk.layout, desk.law, desk.waiting, founder).catch(
      (error: unknown) => {
        isTaken = false;
        throw error;
      },
    );
    c.header("connection", "close");
    desk.onFounded(founded);
    return c.json({ ...founded, person: 1, name: founder.name }, 201);
  });
}

function founderIn(body: { readonly [name: string]: unknown }, waiting: Waiting): Founder {
  const { device, name = waiting.founder } = body;
  const key = typeof device === "string" ? fromHex(device) : undefined;
  if (key?.length !== 32) throw badRequest("device: not the 32 bytes of a public key.");
  if (typeof name !== "string" || name.trim() === "" || [...name.trim()].length > NAME_MAX) {
    throw badRequest(`name: not a name of 1 to ${NAME_MAX} letters.`);
  }
  return { name: name.trim(), device: key };
}

function requirePossible({ law, waiting }: FounderDesk, founder: Founder): void {
  try {
    assertCanBe(law, waiting, founder);
  } catch (error) {
    if (!(error instanceof HomeFault)) throw error;
    throw badRequest(`This cannot be founded: ${error.message}.`);
  }
}

const again = "Run `folkmoot open` on the computer of the node; it makes a new link.";

function wrong(): ProblemError {
  const title = "This link opens nothing: another one was made since, or a part of it is missing.";
  return new ProblemError(problem(403, "node/founder-link", title, again));
}

function over(): ProblemError {
  const title = "The time of this link is over: it is good for 30 minutes.";
  return new ProblemError(problem(410, "node/founder-link-over", title, again));
}

function taken(): ProblemError {
  return new ProblemError(
    problem(
      409,
      "node/founder-taken",
      "Somebody has used this link already.",
      "If that was not you, stop the node, remove its home and begin again with `folkmoot init`: nobody else is in it yet.",
    ),
  );
}
