import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ActionType } from "folkmoot/client";
import {
  createOutbox,
  type Entry,
  fromBase64Url,
  type Sealed,
  type SentOff,
  systemClock,
} from "folkmoot/client/at-once";
import type { Identity } from "../keys/identity.ts";
import { heardClock } from "../live/clock.ts";
import type { Community } from "../live/community.ts";
import { node } from "../live/node.ts";
import { reading } from "../live/reading.ts";
import { request } from "../live/request.ts";
import { currentWords } from "../words/language.ts";
import { browserStore } from "./browser-store.ts";
import { signInFor } from "./sign-in-for.ts";

/** What this device has done and nobody has agreed on yet. */
export const outbox = createOutbox({
  store: browserStore,
  transport: node,
  clock: systemClock,
  words: () => currentWords().live,
  signAgain,
  signIn: signInFor,
  onElsewhere: (entry) => void compareHistories(entry).catch(() => undefined),
  isTireless: true,
});

const changes = signal(0);
outbox.onChange(() => {
  changes.value += 1;
});

/** Counts on whenever something else is on its way, or has ended. */
export const outboxChanges: ReadonlySignal<number> = changes;

/** Signs the same once more by the community's clock; nothing where its key is gone. */
async function signAgain(entry: Entry): Promise<Sealed | undefined> {
  const here = await request<Community>("/community");
  if (here.kind !== "value") throw new Error(here.kind);
  heardClock(here.value);
  const { sealAgain } = await import("../live/acting.ts");
  return sealAgain(entry);
}

/** Lays both histories side by side, where the node shows another one than this device has. */
async function compareHistories({ community, wire }: Entry): Promise<void> {
  const [{ readEnvelope }, { compareAt }] = await Promise.all([
    import("folkmoot/protocol"),
    import("../rooms/check/light.ts"),
  ]);
  const envelope = readEnvelope(fromBase64Url(wire) ?? new Uint8Array());
  if (!envelope.ok || envelope.value.kind === "machine") return;
  await compareAt(community, BigInt(envelope.value.body.seen.height) + 1n);
}

const handingOver = 500;

/** Keeps what was signed on this page, and sends it. */
export async function sendOff(
  { community, id: signer }: Identity,
  type: ActionType,
  sealed: Sealed,
): Promise<SentOff> {
  const unwatch = outbox.watch(sealed.id);
  // A refusal that comes when the page that asked was left is kept, and said elsewhere.
  const asked = location.hash;
  try {
    const outgoing = { ...sealed, community, signer, type };
    return await outbox.sendOff(outgoing, () => location.hash === asked);
  } finally {
    // The page that asked takes over what it says of it.
    setTimeout(unwatch, handingOver);
  }
}

const isStarted = signal(false);

/** Goes on with what was kept before, and again whenever the node is back or something is new. */
export async function startOutbox(community: string): Promise<void> {
  await outbox.open(community);
  void outbox.sendAll();
  if (isStarted.value) return;
  isStarted.value = true;
  reading.news.onConnection((connection) => {
    if (connection === "live") outbox.hurry();
  });
  reading.news.onChange(() => void outbox.sendAll());
  addEventListener("online", outbox.hurry);
}
