import type { Plain } from "../../protocol/kernel/plain.ts";
import type { Clock } from "../clock.ts";
import type { Rehearsed } from "../error.ts";
import type { AskNode } from "../reply.ts";
import type { News } from "./news.ts";

/** What would be done, by whom and by which of their keys. */
export interface Rehearsing {
  readonly person: number;
  readonly device?: number | undefined;
  readonly type: string;
  readonly input: Plain;
}

/** Asks a node what would come of something. */
export const rehearsalQuestion = (json: Rehearsing) =>
  ({ method: "POST", path: "/rehearsals", json }) as const;

/** What a rehearsal that goes on needs. */
export interface RehearsalDeps {
  readonly ask: AskNode;
  readonly news: Pick<News, "onChange">;
  readonly clock: Pick<Clock, "after">;
}

/** How long somebody may go on writing before the node is asked. Units: milliseconds. */
const PAUSE = 200;

/**
 * Tells what would come of something, and again after each change, until the returned function is called.
 *
 * Why: the node answers from the same check that would refuse it, so the reason is the true one.
 * Shape: an answer that comes after a newer one is not told.
 */
export function followRehearsal(
  { ask, news, clock }: RehearsalDeps,
  rehearsing: Rehearsing,
  onRehearsed: (rehearsed: Rehearsed) => void,
): () => void {
  let asked = 0;
  let told = 0;
  const askNow = async (): Promise<void> => {
    asked += 1;
    const own = asked;
    const reply = await ask<Rehearsed>(rehearsalQuestion(rehearsing));
    if (own < told || reply.kind !== "value") return;
    told = own;
    onRehearsed(reply.value);
  };
  const stopWaiting = clock.after(PAUSE, () => void askNow());
  const stopHearing = news.onChange(() => void askNow());
  return () => {
    told = Number.POSITIVE_INFINITY;
    stopWaiting();
    stopHearing();
  };
}
