import type { Clock } from "../clock.ts";
import type { Head } from "../engine.ts";
import { isOverdue, isStale } from "../freshness.ts";
import type { CometRpc } from "./rpc.ts";

/** The code with which a call that is not needed is turned away. */
export const WAKE_CODE = 998;

const MARK = "folkmoot/wake/";

/** The call for a block: bytes that machines pass on like an action, and that stand in no block. */
export function wakeBytes(height: number): Uint8Array {
  return new TextEncoder().encode(`${MARK}${height}`);
}

/** The height that a call is for; nothing where the bytes are something else. */
export function wokenHeight(tx: Uint8Array): number | undefined {
  if (tx.length > MARK.length + 15) return undefined;
  const found = /^folkmoot\/wake\/([1-9][0-9]*)$/.exec(new TextDecoder("latin1").decode(tx));
  return found === null ? undefined : Number(found[1]);
}

/** What decides whether a block is made only for its time. */
export interface Wakefulness {
  /** Tells whether a call is passed on: it is for the next block, and there is a reason for one. */
  isWelcome(height: number): boolean;
  /**
   * Tells whether the block that this machine proposes has to be empty, as its time is long past.
   *
   * Why: under CometBFT a block's time is that of the votes for the one before it. After ten idle minutes,
   * what comes now would be carried out as if it had come then: a vote that is too late would count, and
   * income would be refused. An empty block first brings the time up to now.
   */
  isOfThePast(blockTime: number): boolean;
  /** Hears of a block. */
  heard(): void;
}

/** What it looks at. */
export interface WakefulnessDeps {
  readonly clock: Pick<Clock, "now">;
  readonly head: () => Head;
  /** The moment of the earliest due work. */
  readonly nextDue: () => number | undefined;
}

/**
 * Begins without having heard of a block.
 *
 * Why a block that was just heard of lets anything in: where this machine's clock is ahead of the others',
 * each of its blocks would be empty otherwise.
 */
export function createWakefulness({ clock, head, nextDue }: WakefulnessDeps): Wakefulness {
  let heardAt = Number.NEGATIVE_INFINITY;
  return {
    isWelcome(height) {
      const newest = head();
      const now = clock.now();
      const isReason = isStale(now, newest) || isOverdue(now, newest, nextDue());
      return height === newest.height + 1 && isReason;
    },
    isOfThePast: (time) =>
      isStale(clock.now(), { time }) && isStale(clock.now(), { time: heardAt }),
    heard() {
      heardAt = clock.now();
    },
  };
}

/** Calls the machines of a network for a block. */
export interface Waker {
  /** Calls now where the newest block is old; anyone may ask as often as they like. */
  freshen(): void;
  /** Looks again when the next thing is due. */
  set(): void;
  stop(): Promise<void>;
}

/** What a waker needs. */
export interface WakerDeps extends WakefulnessDeps {
  readonly rpc: Pick<CometRpc, "broadcast">;
}

/** The longest time between two looks: a computer that slept finds out soon. Units: milliseconds. */
const LOOK_MAX = 30_000;
/** Before the same call is made again. Units: milliseconds. */
const AGAIN = 5_000;
/** Before a call for the next block. Units: milliseconds. */
const SOON = 250;

/**
 * Starts to look when something is due, and calls then.
 *
 * Why every machine does: nobody can rely on one. The calls for one block are the same bytes, so that they are
 * one call. Why two blocks follow: the first one's time is still that of the votes before it.
 */
export function createWaker(deps: WakerDeps): Waker {
  const { clock, head, nextDue, rpc } = deps;
  let timer: NodeJS.Timeout | undefined;
  let called = { height: 0, at: Number.NEGATIVE_INFINITY };
  let isOver = false;

  const call = (): void => {
    const height = head().height + 1;
    const now = clock.now();
    if (isOver || (called.height === height && now - called.at < AGAIN)) return;
    called = { height, at: now };
    // A node that still catches up needs no call, and the next look calls again.
    rpc.broadcast(wakeBytes(height)).catch(() => {});
  };
  const look = (): void => {
    if (isOverdue(clock.now(), head(), nextDue())) call();
    waker.set();
  };
  const waker: Waker = {
    freshen() {
      if (isStale(clock.now(), head())) call();
    },
    set() {
      clearTimeout(timer);
      if (isOver) return;
      const due = nextDue();
      const isWaited = due !== undefined && due > head().time;
      const wait = isWaited ? Math.max(due - clock.now(), SOON) : LOOK_MAX;
      const isCalled = called.height === head().height + 1;
      const soon = isCalled ? AGAIN : SOON;
      const again = isOverdue(clock.now(), head(), due) ? soon : wait;
      timer = setTimeout(look, Math.min(again, LOOK_MAX));
      timer.unref();
    },
    async stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
  return waker;
}
