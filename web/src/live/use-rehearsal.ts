import type { ActionType, Obstacle, PlainInputOf, Rehearsed } from "folkmoot/client";
import { toPlain } from "folkmoot/client/at-once";
import type { Why } from "folkmoot/protocol";
import { useEffect, useState } from "preact/hooks";
import { useViewer } from "../keys/use-viewer.ts";
import { useWords } from "../words/language.ts";
import { onChange } from "./events.ts";
import { request } from "./request.ts";

/** What would happen if the person did it now. */
export interface Rehearsal {
  /** The reason for a button that cannot work; nothing while it can, or while it is unknown. */
  readonly cannot: string | undefined;
  readonly obstacle: Obstacle | undefined;
  readonly why: Why | undefined;
}

/** One of a person's keys, where it matters which one acts. */
export interface ByKey {
  readonly person: number;
  readonly device: number;
}

const open: Rehearsal = { cannot: undefined, obstacle: undefined, why: undefined };
const pause = 200;

/**
 * Asks the law beforehand whether something would be refused.
 *
 * Why: the node answers from the same check that would refuse it, so the reason is the true one.
 */
export function useRehearsal<T extends ActionType>(
  type: T | undefined,
  input: PlainInputOf<T> | undefined,
  by?: ByKey,
): Rehearsal {
  const words = useWords();
  const viewer = useViewer();
  const { person, device } = by ?? { person: viewer.person, device: undefined };
  const [rehearsed, setRehearsed] = useState<Rehearsed>();
  const asked =
    input === undefined ? undefined : JSON.stringify(toPlain({ person, device, type, input }));
  useEffect(() => {
    setRehearsed(undefined);
    if (asked === undefined || person === undefined) return;
    let current = true;
    const ask = async (): Promise<void> => {
      const headers = { "content-type": "application/json" };
      const answer = await request<Rehearsed>("/rehearsals", {
        method: "POST",
        headers,
        body: asked,
      });
      if (current && answer.kind === "value") setRehearsed(answer.value);
    };
    const timer = setTimeout(() => void ask(), pause);
    const stop = onChange(() => void ask());
    return () => {
      current = false;
      clearTimeout(timer);
      stop();
    };
  }, [asked, person]);
  if (person === undefined) return { ...open, cannot: words.live.noKey };
  if (rehearsed === undefined) return open;
  const { refusal, why } = rehearsed;
  return {
    cannot: refusal === null ? undefined : words.live.refusal(refusal.sentence, refusal.remedy),
    obstacle: refusal ?? undefined,
    why: why ?? undefined,
  };
}
