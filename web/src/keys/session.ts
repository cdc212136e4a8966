import { type ReadonlySignal, signal } from "@preact/signals-core";
import { signIn } from "../live/act.ts";
import { reading } from "../live/reading.ts";
import { request } from "../live/request.ts";
import type { Identity } from "./identity.ts";
import { actingAs, onWho } from "./who.ts";

const signedIn = signal<string | undefined>(undefined);
const opened = signal<number | undefined>(undefined);

/** The person as whom the node knows this device now. */
export const sessionPerson: ReadonlySignal<number | undefined> = opened;

async function follow(isAgain = false): Promise<void> {
  const identity: Identity | undefined = actingAs();
  const wanted = identity?.person === undefined ? undefined : identity;
  const isSame = wanted?.id === signedIn.value;
  if (isSame && !isAgain) return;
  signedIn.value = wanted?.id;
  if (!isSame) opened.value = undefined;
  let isOpen = false;
  if (wanted === undefined) await request("/sessions", { method: "DELETE" });
  else isOpen = await signIn(wanted);
  if (signedIn.value !== wanted?.id) return;
  opened.value = isOpen ? wanted?.person : undefined;
  reading.epochs.begin();
  reading.news.changed("everything");
}

/**
 * Keeps the node's session that of the person who acts, so that they see what is for members.
 *
 * Why again once the node is back: its sessions end with it.
 */
export function startSession(): void {
  const isAway = signal(false);
  onWho(() => void follow());
  reading.news.onConnection((connection) => {
    if (connection === "live" && isAway.value) void follow(true);
    isAway.value = connection === "away";
  });
  void follow();
}
