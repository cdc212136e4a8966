import { settleIn } from "../keys/recognise.ts";
import type { Community } from "../live/community.ts";
import { beSomebody } from "../live/demo.ts";
import { basePath } from "../live/place.ts";
import { startEvents } from "../live/reading.ts";
import { request } from "../live/request.ts";
import { readRoute, to } from "../router/route.ts";

/**
 * Takes an invitation's link, whose secret stands behind `#`, into the app's own addresses.
 *
 * Why: `/j/4#<secret>` is short enough to read aloud, and its secret never reaches a server.
 */
export function takeInvitation(place: Location, past: History): void {
  const path = place.pathname.startsWith(basePath) ? place.pathname.slice(basePath.length) : "";
  const found = /^\/j\/(\d{1,10})\/?$/.exec(path);
  if (found === null) return;
  const secret = place.hash.slice(1);
  past.replaceState(null, "", `${basePath}/#/join/${found[1]}/${encodeURIComponent(secret)}`);
}

const again = 3000;

const isClaim = (): boolean => readRoute(location.hash).room === "claim";

/**
 * Finds out where this is and who looks; tries again while the node is away.
 *
 * Why a node that waits for its founder is asked for nothing more: there is no community yet.
 */
export async function start(): Promise<void> {
  const answer = await request<Community>("/community");
  const isWaiting = answer.kind === "problem" && answer.problem.code === "node/waiting";
  if (!isWaiting) startEvents();
  if (answer.kind !== "value") {
    if (isWaiting && !isClaim()) location.replace(to(["claim"]));
    // The page of the founder goes on by itself.
    if (!isWaiting) setTimeout(() => void start(), again);
    return;
  }
  const here = answer.value;
  await settleIn(here.community);
  const invited = location.hash.startsWith("#/join");
  if (here.isDemo && !invited) await beSomebody(here.community);
  await standReady(here.community);
}

/**
 * Signs in, goes on with what was signed and is not agreed yet, and makes ready to sign.
 *
 * Why fetched here: looking comes first, and needs none of it.
 */
async function standReady(community: string): Promise<void> {
  try {
    const [{ startSession }, { startOutbox }, { prepareToAct }] = await Promise.all([
      import("../keys/session.ts"),
      import("../outbox/outbox.ts"),
      import("../live/act.ts"),
    ]);
    startSession();
    void startOutbox(community);
    prepareToAct();
  } catch {
    setTimeout(() => void standReady(community), again);
  }
}
