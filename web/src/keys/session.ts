import { signIn } from "../live/act.ts";
import { changed } from "../live/events.ts";
import { request } from "../live/request.ts";
import { forgetClosed } from "../live/texts.ts";
import type { Identity } from "./identity.ts";
import { actingAs, onWho } from "./who.ts";

let signedIn: string | undefined;

async function follow(): Promise<void> {
  const identity: Identity | undefined = actingAs();
  const wanted = identity?.person === undefined ? undefined : identity;
  if (wanted?.id === signedIn) return;
  signedIn = wanted?.id;
  if (wanted === undefined) await request("/sessions", { method: "DELETE" });
  else await signIn(wanted);
  if (signedIn !== wanted?.id) return;
  forgetClosed();
  changed("everything");
}

/** Keeps the node's session that of the person who acts, so that they see what is for members. */
export function startSession(): void {
  onWho(() => void follow());
  void follow();
}
