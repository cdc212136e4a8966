import { settleIn } from "../keys/recognise.ts";
import { startSession } from "../keys/session.ts";
import { prepareToAct } from "../live/act.ts";
import type { Community } from "../live/community.ts";
import { beSomebody } from "../live/demo.ts";
import { startEvents } from "../live/events.ts";
import { basePath } from "../live/place.ts";
import { request } from "../live/request.ts";
import { startOutbox } from "../outbox/outbox.ts";

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

async function community(): Promise<Community | undefined> {
  const answer = await request<Community>("/community");
  return answer.kind === "value" ? answer.value : undefined;
}

/** Finds out where this is and who looks; tries again while the node is away. */
export async function start(): Promise<void> {
  startEvents();
  const here = await community();
  if (here === undefined) {
    setTimeout(() => void start(), 3000);
    return;
  }
  await settleIn(here.community);
  const invited = location.hash.startsWith("#/join");
  if (here.isDemo && !invited) await beSomebody(here.community);
  startSession();
  void startOutbox(here.community);
  prepareToAct();
}
