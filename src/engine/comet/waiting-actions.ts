import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Submission } from "../engine.ts";

/** An action that waits for its block, and the answer that all get who handed it in. */
export interface WaitingAction {
  readonly id: Uint8Array;
  readonly answer: Promise<Submission>;
  settle(submission: Submission): void;
  reject(error: Error): void;
}

/** The actions that wait here, each once however often it is handed in. */
export interface WaitingActions {
  size(): number;
  get(id: Uint8Array): WaitingAction | undefined;
  enter(id: Uint8Array): WaitingAction;
  leave(id: Uint8Array): void;
  /** Answers for an action, which then waits no longer; false where it did not wait. */
  settle(id: Uint8Array, submission: Submission): boolean;
  /** Turns all away. */
  rejectAll(error: Error): void;
}

/** Begins with none. */
export function createWaitingActions(): WaitingActions {
  const waiting = new Map<string, WaitingAction>();
  return {
    size: () => waiting.size,
    get: (id) => waiting.get(toHex(id)),
    enter(id) {
      const one = createWaiting(id);
      waiting.set(toHex(id), one);
      return one;
    },
    leave: (id) => void waiting.delete(toHex(id)),
    settle(id, submission) {
      const name = toHex(id);
      waiting.get(name)?.settle(submission);
      return waiting.delete(name);
    },
    rejectAll(error) {
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
    },
  };
}

function createWaiting(id: Uint8Array): WaitingAction {
  let settle: WaitingAction["settle"] = () => {};
  let reject: WaitingAction["reject"] = () => {};
  const answer = new Promise<Submission>((resolve, fail) => {
    settle = resolve;
    reject = fail;
  });
  answer.catch(() => {});
  return { id, answer, settle, reject };
}
