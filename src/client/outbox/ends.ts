import { jsonOf, type ShownProblem } from "../shown-problem.ts";
import type { Acknowledged } from "../submit.ts";
import type { Transport } from "../transport/transport.ts";
import type { Delivered } from "./deliver.ts";
import type { Entries } from "./entries.ts";
import { type Entry, isUnfinished } from "./entry.ts";

/** How something ended. */
export type Ended =
  | { readonly kind: "agreed"; readonly receipt: Acknowledged }
  | { readonly kind: "refused"; readonly problem: ShownProblem };

/** What came of things, as long as the program lives; beside it, what is kept says it. */
export interface Ends {
  of(key: string): Ended | undefined;
  /** Notes what came of trying to hand something over. */
  note(entry: Entry, outcome: Delivered): Promise<void>;
  /** Takes over what another window has brought to its end, for a page that waits for it here. */
  adopt(entry: Entry): Promise<void>;
  /** Keeps how far something has come, unless it was let go meanwhile. */
  keepOn(entry: Entry): Promise<void>;
}

const ENDED_MAX = 100;

/** Makes what knows how things ended. */
export function createEnds(kept: Entries, transport: Pick<Transport, "ask">): Ends {
  const ended = new Map<string, Ended>();
  /** Keeps how something ended until it is seen; a text that is agreed is a part of something else. */
  const end = async ({ text: _, problem: __, ...entry }: Entry, how: Ended): Promise<void> => {
    if (ended.size >= ENDED_MAX) ended.delete(ended.keys().next().value ?? "");
    ended.set(entry.key, how);
    const isPart = entry.type === "records/publish" && how.kind === "agreed";
    const over = how.kind === "agreed" ? { height: how.receipt.height } : { problem: how.problem };
    if (isPart) await kept.drop(entry);
    else await kept.keep({ ...entry, stage: how.kind, ...over });
  };
  const keepOn = async (entry: Entry): Promise<void> => {
    if (kept.by(entry.key) !== undefined) await kept.keep(entry);
  };
  return {
    of: (key) => ended.get(key),
    keepOn,
    async note({ problem: _, ...entry }, outcome) {
      if (kept.by(entry.key) === undefined) return;
      if (outcome.kind === "agreed" || outcome.kind === "refused") return end(entry, outcome);
      const { kind } = outcome;
      if (kind === "received") await keepOn({ ...entry, stage: "node" });
      else await keepOn({ ...entry, stage: "device", problem: outcome.problem });
    },
    async adopt(entry) {
      if (isUnfinished(entry) || ended.has(entry.key)) return;
      if (entry.problem !== undefined) {
        return end(entry, { kind: "refused", problem: entry.problem });
      }
      const receipt = await receiptOf(transport, entry);
      if (receipt === undefined || ended.has(entry.key)) return;
      await end(entry, { kind: "agreed", receipt });
    },
  };
}

/** The receipt of something that is agreed; nothing where no node tells it now. */
async function receiptOf(
  transport: Pick<Transport, "ask">,
  { id }: Entry,
): Promise<Acknowledged | undefined> {
  const answer = await transport
    .ask({ method: "GET", path: `/actions/${id}` })
    .catch(() => undefined);
  if (answer?.status !== 200) return undefined;
  const receipt = jsonOf(answer) as Acknowledged | undefined;
  return receipt?.id === id && receipt.code === 0 ? receipt : undefined;
}
