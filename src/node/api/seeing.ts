import { nativeHasher } from "../../engine/native-hasher.ts";
import type { Header } from "../../protocol/chain/index.ts";
import type { Event } from "../../protocol/kernel/event.ts";
import { NOBODY } from "../../protocol/kernel/ids.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import { pastAction } from "../../protocol/past-action.ts";
import { isEventVisible, isVisible, type Look } from "../../protocol/visible.ts";
import type { ApiContext, NodeContext } from "../context.ts";

/** Tells whether somebody may hear of an event. */
export type SeesEvent = (event: Event) => boolean;

/** How somebody who asks looks at the newest state. */
export function lookOf({ engine, sessions }: NodeContext, c: ApiContext): Look {
  return { state: engine.ledger.reader(), viewer: sessions.viewer(c)?.person ?? NOBODY };
}

/** Which events somebody may hear of, as the law declares it. */
export function seesEvents({ law }: Pick<Ledger, "law">, look: Look): SeesEvent {
  return (event) => isEventVisible(law, event, look);
}

/**
 * Tells whether an action in a block may be shown; bytes that are no action hide nothing.
 *
 * Why of each action in a block: a block's bytes hold what its people signed, so that a block is
 * shown to anyone who may see all of it. Its header, which proves everything else, always is.
 */
export function isWireVisible(
  { law }: Pick<Ledger, "law">,
  header: Pick<Header, "version">,
  wire: Uint8Array,
  look: Look,
): boolean {
  const { decoded } = pastAction(law, nativeHasher, header, wire);
  if (!decoded.ok) return true;
  const { action, envelope, input } = decoded.value;
  const author = envelope.kind === "person" ? envelope.body.person : NOBODY;
  return isVisible(action.visibility, { author, input }, look);
}
