import type { Effect, PlainAction } from "folkmoot/client";
import type { DecisionKind } from "folkmoot/protocol";
import { useEffect, useState } from "preact/hooks";
import { type Shown, useView } from "../../live/use-view.ts";

/** What is asked about: a circle, and what it would do. */
export interface Asked {
  readonly circle: number;
  readonly kind: DecisionKind;
  readonly effect: PlainAction | undefined;
}

/** On what terms a circle would decide something if it were proposed now, as the law works them out. */
export function useTerms({ circle, kind, effect }: Asked): Shown<"decisions/terms"> | undefined {
  const [effects, setEffects] = useState<readonly Effect[]>();
  const asked = effect === undefined ? undefined : JSON.stringify(effect);
  useEffect(() => {
    setEffects(undefined);
    if (effect === undefined) return;
    let isCurrent = true;
    const encode = async (): Promise<void> => {
      const { effectOf } = await import("../../live/acting.ts");
      if (isCurrent) setEffects([effectOf(effect)]);
    };
    void encode().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  const query = effects === undefined ? undefined : { circle, kind, effects };
  return useView("decisions/terms", query).data;
}
