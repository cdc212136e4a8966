import type { Clock } from "../clock.ts";
import type { ShownProblem } from "../shown-problem.ts";
import { createDeliver, type DeliverDeps } from "./deliver.ts";
import { createEnds, type Ended } from "./ends.ts";
import { createEntries } from "./entries.ts";
import { type Entry, isUnfinished, type Sealed } from "./entry.ts";
import type { OutboxStore } from "./store.ts";

/** What came of sending something: how it ended, that it is kept and where it lies, or that there is no room. */
export type SentOff =
  | Ended
  | { readonly kind: "kept"; readonly key: string; readonly stage: "device" | "node" }
  | { readonly kind: "full" };

/** What is sent off: what was signed, whose it is, and what it is. */
export type Outgoing = Sealed & Pick<Entry, "community" | "signer" | "type" | "asked">;

/** What a person has done that nobody has agreed on yet, on its way to a node. */
export interface Outbox {
  /** Reads what this device has kept for a community. */
  open(community: string): Promise<void>;
  /** Everything that is kept, in the order in which it was done. */
  entries(): readonly Entry[];
  entryBy(key: string): Entry | undefined;
  /**
   * Keeps what was signed on this device, and sends it.
   *
   * Why it is kept first: whatever happens between here and the answer, it is sent again.
   * Shape: with `isHeard` saying no, nobody hears a refusal any more, and it is kept until it is seen.
   */
  sendOff(outgoing: Outgoing, isHeard?: () => boolean): Promise<SentOff>;
  /** Sends everything that is on its way; several wishes at once are one going through. */
  sendAll(): Promise<void>;
  /** Sends everything at once, since a node may be back. */
  hurry(): void;
  /** Lets something go: it is over and was seen, or its author does not want it any more. */
  drop(entry: Entry): Promise<void>;
  /** How something ended, as long as the program lives. */
  endOf(key: string): Ended | undefined;
  /** What kept something from being handed over when it was last tried. */
  obstacleTo(key: string): ShownProblem | undefined;
  /** Notes that a page says itself what becomes of something, so that nothing else need say it. */
  watch(key: string): () => void;
  isWatched(key: string): boolean;
  /** Calls back when something changes; returns how to stop. */
  onChange(listener: () => void): () => void;
}

/** What an outbox needs. */
export interface OutboxDeps extends DeliverDeps {
  readonly store: OutboxStore;
  /** Whether it goes on by itself; otherwise only when it is told to. */
  readonly isTireless: boolean;
}

/** The shortest and the longest pause between two goings through. Units: milliseconds. */
const SHORTEST = 4000;
const LONGEST = 60_000;

/** Makes an outbox. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, transport } = deps;
  const kept = createEntries(store);
  const deliver = createDeliver(deps);
  const ends = createEnds(kept, transport);
  const tried = new Map<string, ShownProblem | undefined>();
  const watched = new Map<string, number>();
  const pace = createPace(deps.clock);
  let running: Promise<void> | undefined;

  const keeping = { keep: (entry: Entry) => void ends.keepOn(entry), replace: kept.replace };
  /**
   * Goes through everything once, in the order in which it was done.
   *
   * Why what follows a text waits until that is agreed: a node refuses what speaks of a text that the
   * record does not know yet.
   */
  const goThrough = async (): Promise<void> => {
    const seen = new Set<string>();
    const held = new Set<string>();
    let isSlow = true;
    for (;;) {
      const next = kept
        .all()
        .find((entry) => isUnfinished(entry) && !seen.has(entry.key) && !held.has(entry.signer));
      if (next === undefined) break;
      seen.add(next.key);
      const { entry, outcome } = await deliver(next, keeping);
      await ends.note(entry, outcome);
      tried.set(next.key, outcome.kind === "away" ? outcome.problem : undefined);
      if (outcome.kind === "away") {
        const { problem } = outcome;
        for (const left of kept.all()) if (!tried.has(left.key)) tried.set(left.key, problem);
        pace.slower();
        return;
      }
      if (outcome.kind === "received" && next.text !== undefined) held.add(next.signer);
      isSlow &&= outcome.kind === "received";
    }
    // News of a block is heard of at once; asking for it again and again would only be a burden.
    if (isSlow) pace.slower();
    else pace.faster();
    for (const { key, signer } of kept.all()) if (held.has(signer)) tried.set(key, undefined);
  };
  const later = (): void => {
    if (deps.isTireless) pace.rest(kept.all().some(isUnfinished), () => void sendAll());
  };
  // Two windows that went through at once could both sign the same again.
  const alone = () =>
    store.alone(async () => {
      await kept.reload();
      await goThrough();
    });
  const sendAll = (): Promise<void> => {
    if (!kept.all().some(isUnfinished)) return Promise.resolve();
    running ??= alone()
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
        later();
      });
    return running;
  };
  /**
   * Sends something that was just kept, and returns when a first try is over: how it ended, or what
   * is wrong, or nothing where a node has it.
   */
  const sendFirst = async (key: string): Promise<Ended | ShownProblem | undefined> => {
    for (let tries = 0; tries < 3 && !tried.has(key) && ends.of(key) === undefined; tries += 1)
      await sendAll();
    const entry = kept.by(key);
    if (entry !== undefined) await ends.adopt(entry);
    return ends.of(key) ?? tried.get(key);
  };
  kept.onChange(() => {
    for (const entry of kept.all()) if (watched.has(entry.key)) void ends.adopt(entry);
  });

  return {
    open: kept.open,
    entries: kept.all,
    entryBy: kept.by,
    async sendOff(outgoing, isHeard = () => true) {
      await kept.open(outgoing.community);
      if (kept.isFull()) return { kind: "full" };
      const newest = kept.all().at(-1)?.at ?? 0;
      const at = Math.max(deps.clock.now(), newest + 1);
      const key = outgoing.id;
      const lasts = await kept.keep({ ...outgoing, key, at, stage: "device" });
      const found = await sendFirst(key);
      const left = kept.by(key);
      if (found !== undefined && "kind" in found) {
        if ((found.kind === "agreed" || isHeard()) && left !== undefined) await kept.drop(left);
        return found;
      }
      if (found !== undefined && !lasts && left !== undefined) {
        await kept.drop(left);
        return { kind: "refused", problem: found };
      }
      return { kind: "kept", key, stage: left?.stage === "node" ? "node" : "device" };
    },
    sendAll,
    hurry() {
      pace.faster();
      void sendAll();
    },
    drop: kept.drop,
    endOf: ends.of,
    obstacleTo: (key) => tried.get(key),
    watch(key) {
      const count = (change: 1 | -1): void => {
        watched.set(key, (watched.get(key) ?? 0) + change);
        if (watched.get(key) === 0) watched.delete(key);
        kept.touch();
      };
      count(1);
      return () => count(-1);
    },
    isWatched: (key) => watched.has(key),
    onChange: kept.onChange,
  };
}

/** How long an outbox rests between two goings through. */
function createPace(clock: Clock) {
  let pause = SHORTEST;
  let stop = (): void => undefined;
  return {
    slower(): void {
      pause = Math.min(pause * 2, LONGEST);
    },
    faster(): void {
      pause = SHORTEST;
    },
    rest(isNeeded: boolean, work: () => void): void {
      stop();
      if (isNeeded) stop = clock.after(pause, work);
    },
  };
}
