import { Hono } from "hono";
import { getPath } from "hono/utils/url";
import { type EngineLog, SILENT } from "../../engine/embedded/options.ts";
import { messageOf } from "../../engine/engine-fault.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { arrival } from "../api/arrival.ts";
import { type Reached, readAsking } from "../asking/asked-as.ts";
import { type Closers, createClosers } from "../closers.ts";
import type { Api, ApiEnv, Asking } from "../context.ts";
import { HomeFault } from "../home/home-fault.ts";
import { type HomeLayout, homeLayout } from "../home/layout.ts";
import { type HeldLock, takeLock } from "../home/lock.ts";
import { DEFAULT_NODE_LIMITS } from "../limits.ts";
import { notFound, ProblemError, problem, problemResponse } from "../problem.ts";
import { type HeldConnections, holdConnections } from "../serving/held-connections.ts";
import { startServer } from "../serving/server.ts";
import { pathInside } from "../site/base-path.ts";
import { contentPolicy, SAFETY_HEADERS, siteResponse } from "../site/site.ts";
import { readWebFiles, type WebFile } from "../site/web-files.ts";
import { makeClaim, type NewClaim } from "./claim.ts";
import { addFounderRoutes } from "./founder-routes.ts";
import { type FoundedNow, readWaiting, type Waiting } from "./waiting-home.ts";

/** What a node that waits for its founder is started with. */
export interface WaitingOptions extends Reached {
  readonly home: string;
  /** 0 for any that is free. */
  readonly port?: number;
  readonly host?: string;
  readonly log?: EngineLog;
  /** Tells the time; a test's place to let it pass. Units: milliseconds since 1970. */
  readonly now?: () => number;
  /** The folder of the built web app; the package's own unless given. */
  readonly web?: string;
}

/** A node that waits for its founder. */
export interface WaitingNode {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  readonly waiting: Waiting;
  /** Where everybody will open the community, where that was said. */
  readonly publicAddress: string | undefined;
  /** Makes the founder's link; the one before opens nothing any more. */
  newLink(): Promise<NewClaim>;
  /** Settles once the community is founded; with nothing where it was stopped before. */
  readonly founded: Promise<FoundedNow | undefined>;
  /** Answers what is under way and lets the home go. */
  stop(): Promise<void>;
}

/**
 * Serves the page by which a founder's browser becomes their device, and nothing else.
 *
 * Throws: HomeFault `founding` where nobody is waited for, `locked` where another process does.
 */
export async function createWaitingNode(options: WaitingOptions): Promise<WaitingNode> {
  const layout = homeLayout(options.home);
  const asking = readAsking(options);
  const lock = await takeLock(layout.lock);
  const closers = createClosers();
  closers.add(() => lock.release());
  try {
    const waiting = await readWaiting(layout);
    if (waiting === undefined) throw nobodyWaits(layout);
    return await assemble(options, { layout, asking, lock, waiting }, closers);
  } catch (error) {
    await closers.close().catch(() => {});
    throw error;
  }
}

interface Opened {
  readonly layout: HomeLayout;
  readonly asking: Asking;
  readonly lock: HeldLock;
  readonly waiting: Waiting;
}

async function assemble(
  options: WaitingOptions,
  { layout, asking, lock, waiting }: Opened,
  closers: Closers,
): Promise<WaitingNode> {
  const now = options.now ?? (() => Date.now());
  const connections = holdConnections(DEFAULT_NODE_LIMITS, asking.proxies);
  let settle: (founded: FoundedNow | undefined) => void = () => {};
  const founded = new Promise<FoundedNow | undefined>((resolve) => {
    settle = resolve;
  });
  const app = createWaitingApp(
    { asking, connections, log: options.log ?? SILENT },
    await readWebFiles(options.web, asking.basePath),
    (api) =>
      addFounderRoutes(api, {
        ...{ layout, asking, waiting, now, law: folkmootLaw },
        onFounded: settle,
      }),
  );
  const where = { host: options.host ?? "127.0.0.1", port: options.port ?? 0 };
  const listening = await startServer(app.fetch, connections, where, closers);
  await lock.announce(listening.url);
  closers.add(() => settle(undefined));
  return {
    ...listening,
    waiting,
    publicAddress: asking.publicAddress,
    newLink: () => makeClaim(layout, now()),
    founded,
    stop: () => closers.close(),
  };
}

interface Surroundings {
  readonly asking: Asking;
  readonly connections: HeldConnections;
  readonly log: EngineLog;
}

function createWaitingApp(
  surroundings: Surroundings,
  files: ReadonlyMap<string, WebFile>,
  addRoutes: (api: Api) => void,
): Api {
  const { asking, log } = surroundings;
  const app: Api = new Hono<ApiEnv>({
    getPath: (request) => pathInside(asking.basePath, getPath(request)),
  });
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SAFETY_HEADERS)) c.res.headers.set(name, value);
  });
  app.use(arrival(surroundings));
  app.get("/healthz", (c) => c.json({ ok: true }));
  addRoutes(app);
  app.all("/api/*", () => problemResponse(WAITS));
  for (const path of ["/readyz", "/metrics"]) {
    app.all(path, () => problemResponse({ ...WAITS, status: 503 }));
  }
  app.get("*", (c) => {
    const asked = {
      path: c.req.path,
      knownTag: c.req.header("if-none-match"),
      accepted: c.req.header("accept-encoding"),
    };
    const response = siteResponse(files, asked, contentPolicy([]));
    if (response === undefined) throw notFound("This page");
    return response;
  });
  app.notFound(() => problemResponse(notFound("This address").problem));
  app.onError((error) => {
    if (error instanceof ProblemError) return problemResponse(error.problem, error.headers);
    log.error("a request failed", { error: messageOf(error) });
    const remedy = "Look at what the node says on its terminal or in its log.";
    return problemResponse(
      problem(500, "node/failed", "Something went wrong in the node.", remedy),
    );
  });
  return app;
}

const WAITS = problem(
  409,
  "node/waiting",
  "This community is not founded yet: it waits for its founder.",
  "Anyone who runs the node gets the founder's link with `folkmoot open`.",
);

function nobodyWaits({ home }: HomeLayout): HomeFault {
  return new HomeFault(
    "founding",
    `nobody is waited for in ${home}`,
    "Prepare a community with `folkmoot init`.",
  );
}
