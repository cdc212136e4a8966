import type { ActionType, Obstacle, PlainInputOf, Rehearsed } from "folkmoot/client";
import { followRehearsal, systemClock, toPlain } from "folkmoot/client/at-once";
import type { Why } from "folkmoot/protocol";
import { useEffect, useState } from "preact/hooks";
import { useViewer } from "../keys/use-viewer.ts";
import { useWords } from "../words/language.ts";
import { reading } from "./reading.ts";

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
  const plain = input === undefined ? undefined : toPlain(input);
  useEffect(() => {
    setRehearsed(undefined);
    if (plain === undefined || type === undefined || person === undefined) return undefined;
    const rehearsing = { person, device, type, input: plain };
    return followRehearsal({ ...reading, clock: systemClock }, rehearsing, setRehearsed);
  }, [JSON.stringify(plain), type, person, device]);
  if (person === undefined) return { ...open, cannot: words.live.noKey };
  if (rehearsed === undefined) return open;
  const { refusal, why } = rehearsed;
  return {
    cannot: refusal === null ? undefined : words.live.refusal(refusal.sentence, refusal.remedy),
    obstacle: refusal ?? undefined,
    why: why ?? undefined,
  };
}
