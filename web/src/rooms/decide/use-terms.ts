import { useEffect, useState } from "preact/hooks";
import { type Shown, useView } from "../../live/use-view.ts";
import type { PlannedEffect } from "./proposal-form.tsx";

/** What is asked about: a circle, and what it would do. */
export interface Asked {
  readonly circle: number;
  readonly kind: string;
  readonly effect: PlannedEffect | undefined;
}

/** On what terms a circle would decide something if it were proposed now, as the law works them out. */
export function useTerms({ circle, kind, effect }: Asked): Shown<"decisions/terms"> | undefined {
  const [effects, setEffects] = useState<string>();
  const asked = effect === undefined ? undefined : JSON.stringify(effect);
  useEffect(() => {
    setEffects(undefined);
    if (effect === undefined) return;
    let isCurrent = true;
    const encode = async (): Promise<void> => {
      const { effectOf } = await import("../../live/acting.ts");
      const { option, tag, payload } = effectOf(effect.type, effect.input);
      const listed = JSON.stringify([{ option, tag, payload }]);
      if (isCurrent) setEffects(listed);
    };
    void encode().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  const query = effects === undefined ? undefined : { circle, kind, effects };
  return useView("decisions/terms", query).data;
}
