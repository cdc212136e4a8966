import { randomUUID } from "node:crypto";
import { type Context, Hono, type Next } from "hono";
import { getPath } from "hono/utils/url";
import { EngineFault, messageOf } from "../../engine/engine-fault.ts";
import { isDiskFull } from "../../engine/system-words.ts";
import type { Api, ApiEnv, NodeContext } from "../context.ts";
import { addDemoRoutes } from "../demo.ts";
import { addDemoHelperRoutes } from "../demo-helpers.ts";
import { payment } from "../pricing/pay.ts";
import { diskFull, notFound, ProblemError, problem, problemResponse } from "../problem.ts";
import { pathInside } from "../site/base-path.ts";
import { contentPolicy, SAFETY_HEADERS, siteResponse } from "../site/site.ts";
import type { WebFile } from "../site/web-files.ts";
import { addActionRoutes, engineProblem } from "./actions.ts";
import { addActivityRoutes } from "./activity.ts";
import { arrival } from "./arrival.ts";
import { addBackupRoutes } from "./backup.ts";
import { addBlobRoutes } from "./blobs.ts";
import { addCommunityRoutes } from "./community.ts";
import { compressJson } from "./compress-json.ts";
import { addDescriptionRoutes } from "./description.ts";
import { addEventRoutes } from "./event-streams.ts";
import { addFaultRoutes } from "./faults.ts";
import { addFreshRoutes } from "./fresh.ts";
import { addHealthRoutes } from "./health.ts";
import { addHistoryRoutes } from "./light.ts";
import { addNameRoutes } from "./names.ts";
import { addNetworkRoutes } from "./network.ts";
import { addProofRoutes } from "./proofs.ts";
import { addRehearsalRoutes } from "./rehearsals.ts";
import { addSessionRoutes } from "./sessions.ts";
import { addViewRoutes } from "./views.ts";
import { addWhyRoutes } from "./why.ts";

/** Puts the API and the web app together. */
export function createApp(context: NodeContext, files: ReadonlyMap<string, WebFile>): Api {
  const { basePath } = context.asking;
  const app: Api = new Hono<ApiEnv>({
    getPath: (request) => pathInside(basePath, getPath(request)),
  });
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SAFETY_HEADERS)) c.res.headers.set(name, value);
    context.metrics.request(c.req.method, c.res.status);
  });
  app.use(arrival(context));
  app.use(payment(context));
  const api: Api = new Hono<ApiEnv>();
  for (const path of COMPARED) api.use(path, forAnyPage);
  api.use(compressJson);
  addRoutes(api, context);
  app.route("/api/v1", api);
  addHealthRoutes(app, context);
  app.all("/api/*", () => {
    throw notFound("This address");
  });
  app.get("*", async (c) => {
    const policy = contentPolicy(await context.askedSites());
    const asked = {
      path: c.req.path,
      knownTag: c.req.header("if-none-match"),
      accepted: c.req.header("accept-encoding"),
    };
    const response = siteResponse(files, asked, policy);
    if (response === undefined) throw notFound("This page");
    return response;
  });
  app.notFound(() => problemResponse(notFound("This address").problem));
  app.onError((error) => answerError(context, error));
  api.onError((error) => answerError(context, error));
  return app;
}

/** What a page of another node may ask: this is how a device compares two of them. */
const COMPARED = ["/light/*", "/network/restarts/*"];

/** Lets pages of any origin read the answer, a refusal among them. */
async function forAnyPage(c: Context, next: Next): Promise<void> {
  await next();
  c.res.headers.set("access-control-allow-origin", "*");
}

const ROUTES = [
  addActionRoutes,
  addViewRoutes,
  addNameRoutes,
  addNetworkRoutes,
  addCommunityRoutes,
  addBlobRoutes,
  addSessionRoutes,
  addEventRoutes,
  addHistoryRoutes,
  addFreshRoutes,
  addProofRoutes,
  addWhyRoutes,
  addRehearsalRoutes,
  addActivityRoutes,
  addFaultRoutes,
  addDemoRoutes,
  addDemoHelperRoutes,
  addHealthRoutes,
  addBackupRoutes,
  addDescriptionRoutes,
];

/** Adds everything that stands below `/api/v1`. */
export function addRoutes(api: Api, context: NodeContext): void {
  for (const add of ROUTES) add(api, context);
}

/** Answers an error with a problem; what nobody expected is logged, and told without details. */
function answerError({ log }: NodeContext, error: unknown): Response {
  if (error instanceof ProblemError) return problemResponse(error.problem, error.headers);
  if (error instanceof EngineFault) return problemResponse(engineProblem(error));
  if (isDiskFull(error)) {
    log.error("the disk is full", { error: messageOf(error) });
    return problemResponse(diskFull());
  }
  const instance = randomUUID();
  log.error("a request failed", { instance, error: messageOf(error) });
  return problemResponse({
    ...problem(500, "node/failed", "Something went wrong in the node.", "Try again later."),
    instance,
  });
}
