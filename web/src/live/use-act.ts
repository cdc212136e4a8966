import type { Acknowledged } from "folkmoot/client";
import { useEffect, useState } from "preact/hooks";
import { outbox, outboxChanges } from "../outbox/outbox.ts";
import type { Acted } from "./act.ts";
import type { Problem } from "./problem.ts";
import { useValue } from "./use-value.ts";

/** Where something that the person does has come to. */
export type Doing =
  | { readonly stage: "rest" }
  | { readonly stage: "busy" }
  /** It is signed and goes on by itself: only this device has it, or a node has it too. */
  | { readonly stage: "kept"; readonly progress: "device" | "node" }
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

type Known = Exclude<Doing, { stage: "kept" }> | { readonly stage: "kept"; readonly key: string };

function doingOf(known: Known): Doing {
  if (known.stage !== "kept") return known;
  const end = outbox.endOf(known.key);
  if (end?.kind === "agreed") return { stage: "done", receipt: end.receipt };
  if (end?.kind === "refused") return { stage: "refused", problem: end.problem };
  const entry = outbox.entryBy(known.key);
  if (entry === undefined) return { stage: "rest" };
  return { stage: "kept", progress: entry.stage === "node" ? "node" : "device" };
}

/** Does something and remembers what came of it; what is kept is followed to its end. */
export function useAct(): Act {
  useValue(outboxChanges);
  const [known, setKnown] = useState<Known>({ stage: "rest" });
  const key = known.stage === "kept" ? known.key : undefined;
  useEffect(() => (key === undefined ? undefined : outbox.watch(key)), [key]);
  const doing = doingOf(known);
  const isSaid = doing.stage === "done" || doing.stage === "refused";
  useEffect(() => {
    const entry = key === undefined || !isSaid ? undefined : outbox.entryBy(key);
    if (entry !== undefined) void outbox.drop(entry);
  }, [key, isSaid]);
  const busy = doing.stage === "busy" || doing.stage === "kept";
  return {
    doing,
    busy,
    rest: () => setKnown({ stage: "rest" }),
    async run(work) {
      if (busy) return undefined;
      setKnown({ stage: "busy" });
      const acted = await work();
      if (acted.ok) setKnown({ stage: "done", receipt: acted.value });
      else if (acted.kept !== undefined) setKnown({ stage: "kept", key: acted.kept });
      else setKnown({ stage: "refused", problem: acted.problem });
      return acted.ok ? acted.value : undefined;
    },
  };
}
