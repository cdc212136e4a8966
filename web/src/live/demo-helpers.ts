import { useCallback, useEffect, useState } from "preact/hooks";
import { localToken } from "./local-token.ts";
import { type Network, networkNow, refreshNetwork } from "./network.ts";
import type { Problem } from "./problem.ts";
import { request } from "./request.ts";

/** How a helper's process is doing. */
export type HelperState = "starting" | "running" | "paused" | "stopping" | "stopped";

/** What can be asked of a helper. */
export type HelperOrder = "stop" | "start" | "pause" | "resume";

/** A helper of the demonstration, as the command that runs it knows it. */
export interface DemoHelper {
  readonly helper: number;
  readonly name: string;
  readonly address: string;
  readonly url: string;
  readonly state: HelperState;
  readonly fault: string | null;
  /** Tells whether this page comes from it. */
  readonly isHere: boolean;
}

/** The demonstration's helpers, kept true while they are shown. */
export interface Watched {
  readonly helpers: readonly DemoHelper[];
  readonly newest: Network;
  /** Since when nothing newer has come, by this device's clock. */
  readonly since: number;
}

/** What is watched, what went wrong with a button, and the buttons themselves. */
export interface Watching {
  readonly watched: Watched | undefined;
  readonly problem: Problem | undefined;
  readonly order: (helper: number, order: HelperOrder) => void;
}

const pause = 1000;

const asLocal = (): { readonly [name: string]: string } => {
  const token = localToken();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
};

/** There are no helpers to be stopped, or not by anyone who looks. */
const hidden = [403, 404];

async function look(before: Watched | undefined): Promise<Watched | undefined> {
  // The whole page speaks of the network as it is now, not this part alone.
  const [helpers] = await Promise.all([
    request<{ readonly helpers: readonly DemoHelper[] }>("/demo/helpers", { headers: asLocal() }),
    refreshNetwork(),
  ]);
  const newest = networkNow();
  if (helpers.kind === "problem" && hidden.includes(helpers.problem.status)) return undefined;
  if (helpers.kind !== "value" || newest === undefined) return before;
  const isNew = before !== undefined && before.newest.height !== newest.height;
  const since = isNew ? Date.now() : (before?.since ?? newest.time);
  return { helpers: helpers.value.helpers, newest, since };
}

/**
 * Watches the helpers of a demonstration; nothing where there are none to be stopped and started.
 *
 * Why by asking again and again: that a process has stopped is no news of a block.
 */
export function useDemoHelpers(isDemo: boolean): Watching {
  const [watched, setWatched] = useState<Watched>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (!isDemo) return;
    let last: Watched | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = true;
    const run = async (): Promise<void> => {
      last = await look(last);
      if (!shown) return;
      setWatched(last);
      if (last !== undefined) timer = setTimeout(() => void run(), pause);
    };
    void run();
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [isDemo]);
  const order = useCallback((helper: number, wanted: HelperOrder): void => {
    void (async () => {
      const answer = await request<{ readonly helpers: readonly DemoHelper[] }>(
        `/demo/helpers/${helper}/${wanted}`,
        { method: "POST", headers: asLocal() },
      );
      setProblem(answer.kind === "problem" ? answer.problem : undefined);
      if (answer.kind !== "value") return;
      const { helpers } = answer.value;
      setWatched((before) => before && { ...before, helpers });
    })();
  }, []);
  return { watched, problem, order };
}
