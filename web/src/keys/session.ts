import { signIn } from "../live/act.ts";
import { changed } from "../live/events.ts";
import { request } from "../live/request.ts";
import { forgetClosed } from "../live/texts.ts";
import type { Identity } from "./identity.ts";
import { actingAs, onWho } from "./who.ts";

let signedIn: string | undefined;
let opened: number | undefined;
const listeners = new Set<() => void>();

/** Returns the person as whom the node knows this device now. */
export const sessionPerson = (): number | undefined => opened;

/** Calls back when the session is another; returns how to stop. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function open(person: number | undefined): void {
  opened = person;
  for (const listener of listeners) listener();
}

async function follow(): Promise<void> {
  const identity: Identity | undefined = actingAs();
  const wanted = identity?.person === undefined ? undefined : identity;
  if (wanted?.id === signedIn) return;
  signedIn = wanted?.id;
  open(undefined);
  let isOpen = false;
  if (wanted === undefined) await request("/sessions", { method: "DELETE" });
  else isOpen = await signIn(wanted);
  if (signedIn !== wanted?.id) return;
  open(isOpen ? wanted?.person : undefined);
  forgetClosed();
  changed("everything");
}

/** Keeps the node's session that of the person who acts, so that they see what is for members. */
export function startSession(): void {
  onWho(() => void follow());
  void follow();
}
