import { toHex } from "../protocol/kernel/bytes.ts";
import type { Reader } from "../protocol/kernel/state.ts";
import type { Closers } from "./closers.ts";
import type { NodeContext } from "./context.ts";

/** A word that this machine owes the community. */
export interface OwedWord {
  readonly type: string;
  readonly input: unknown;
}

/** Finds the words that a machine with this key owes, as the newest state has it. */
export type FindOwed = (
  state: Reader,
  key: Uint8Array,
  sha256: (bytes: Uint8Array) => Uint8Array,
) => readonly OwedWord[];

/** Before a word is sent again that came into no block. Units: milliseconds. */
const PAUSE = 10_000;

/**
 * Sends what this machine owes by itself, after each block and whenever the pause is over.
 *
 * Why by itself: a lot waits for every machine, and nobody sits beside them. A word that is in a
 * block is owed no more, so what is lost on the way is sent again, and nothing twice.
 */
export function sendContributions(
  context: NodeContext,
  closers: Closers,
  finders: readonly FindOwed[],
): void {
  const { engine, voice, log } = context;
  const underWay = new Set<string>();
  const send = async (wire: Uint8Array, type: string): Promise<void> => {
    const name = toHex(wire);
    if (underWay.has(name)) return;
    underWay.add(name);
    try {
      const submission = await engine.submit(wire);
      if (submission.state === "refused") {
        log.warn("a word of this machine was refused", {
          type,
          why: submission.refusal.fault.sentence,
        });
      }
    } catch (error) {
      log.warn("a word of this machine could not be sent", {
        type,
        error: (error as Error).message,
      });
    } finally {
      underWay.delete(name);
    }
  };
  const look = (): void => {
    if (context.isStopping()) return;
    const { sha256 } = engine.ledger.stateMachine.ruleContext(0);
    for (const find of finders) {
      for (const { type, input } of find(engine.ledger.reader(), voice.publicKey, sha256)) {
        void send(voice.say(type, input), type);
      }
    }
  };
  const stop = engine.subscribe(look);
  const timer = setInterval(look, PAUSE);
  timer.unref();
  look();
  closers.add(() => {
    clearInterval(timer);
    stop();
  });
}
