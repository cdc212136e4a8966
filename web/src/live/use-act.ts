import type { Acknowledged } from "folkmoot/client";
import { useState } from "preact/hooks";
import type { Acted } from "./act.ts";
import type { Problem } from "./problem.ts";

/** Where something that the person does has come to. */
export type Doing =
  | { readonly stage: "rest" }
  | { readonly stage: "busy" }
  | { readonly stage: "done"; readonly receipt: Acknowledged }
  | { readonly stage: "refused"; readonly problem: Problem };

/** A thing that can be done, and how far it has come. */
export interface Act {
  readonly doing: Doing;
  readonly busy: boolean;
  /** Does it; a second press while it is being done does nothing. */
  readonly run: (work: () => Promise<Acted<Acknowledged>>) => Promise<Acknowledged | undefined>;
  readonly rest: () => void;
}

/** Does something and remembers what came of it. */
export function useAct(): Act {
  const [doing, setDoing] = useState<Doing>({ stage: "rest" });
  const busy = doing.stage === "busy";
  return {
    doing,
    busy,
    rest: () => setDoing({ stage: "rest" }),
    async run(work) {
      if (busy) return undefined;
      setDoing({ stage: "busy" });
      const acted = await work();
      if (acted.ok) setDoing({ stage: "done", receipt: acted.value });
      else setDoing({ stage: "refused", problem: acted.problem });
      return acted.ok ? acted.value : undefined;
    },
  };
}
