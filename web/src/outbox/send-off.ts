import type { Acknowledged, ActionType } from "folkmoot/client";
import type { Identity } from "../keys/identity.ts";
import type { Sealed } from "../live/acting.ts";
import type { Problem } from "../live/problem.ts";
import { currentWords } from "../words/language.ts";
import { dropEntry, entryBy, isFull, keepEntry, openOutbox, outbox, watchEntry } from "./kept.ts";
import { sendFirst } from "./run.ts";

/** What came of sending something: how it ended, or that it is kept and where it lies. */
export type SentOff =
  | { readonly kind: "agreed"; readonly receipt: Acknowledged }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "kept"; readonly key: string; readonly stage: "device" | "node" };

const tooMuch = (): Problem => ({
  status: 0,
  code: "outbox-full",
  sentence: currentWords().unfinished.full,
  help: currentWords().unfinished.fullHelp,
  passing: false,
});

const handingOver = 500;

/**
 * Keeps what was signed on this device, and sends it.
 *
 * Why it is kept first: whatever happens between here and the answer, it is sent again.
 */
export async function sendOff(
  identity: Identity,
  type: ActionType,
  sealed: Sealed,
): Promise<SentOff> {
  const { community, id: signer } = identity;
  openOutbox(community);
  if (isFull()) return { kind: "refused", problem: tooMuch() };
  const newest = outbox().at(-1)?.at ?? 0;
  const at = Math.max(Date.now(), newest + 1);
  const key = sealed.id;
  const stage = "device";
  const unwatch = watchEntry(key);
  // A refusal that comes when the page that asked was left is kept, and said elsewhere.
  const asked = location.hash;
  try {
    const lasts = keepEntry({ ...sealed, key, community, signer, type, at, stage });
    const found = await sendFirst(key);
    const kept = entryBy(key);
    if (found !== undefined && "kind" in found) {
      const isHeard = found.kind === "agreed" || location.hash === asked;
      if (isHeard && kept !== undefined) dropEntry(kept);
      return found;
    }
    if (found !== undefined && !lasts && kept !== undefined) {
      dropEntry(kept);
      return { kind: "refused", problem: found };
    }
    return { kind: "kept", key, stage: kept?.stage === "node" ? "node" : "device" };
  } finally {
    // The page that asked takes over what it says of it.
    setTimeout(unwatch, handingOver);
  }
}
