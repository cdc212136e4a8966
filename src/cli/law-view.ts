import type { FolkmootRoom } from "../client/action-types.ts";
import type { QueryOf, ViewName } from "../client/view-types.ts";
import { nativeHasher } from "../engine/native-hasher.ts";
import { fromPlain, toPlain } from "../protocol/kernel/plain.ts";
import type { Ledger } from "../protocol/ledger.ts";
import { runView } from "../protocol/run-view.ts";
import type { ViewOf } from "../protocol/typed.ts";

/** What a view of the law reads, as the law has it. */
export type LawViewOf<N extends ViewName> = ViewOf<FolkmootRoom, N>;

/** A ledger whose newest state is read, as of a moment. */
export interface Readable {
  readonly ledger: Ledger;
  readonly now: number;
}

/** Reads a view of the law on the newest state; `undefined` when what was asked for does not exist. */
export function readLawView<N extends ViewName>(
  { ledger, now }: Readable,
  name: N,
  query: QueryOf<N>,
): LawViewOf<N> | undefined {
  const view = ledger.law.viewByName.get(name);
  if (view === undefined) throw new Error(`there is no view ${name}`);
  const asked = fromPlain(view.query, toPlain(query));
  if (!asked.ok) throw new Error(`${name}: ${asked.reason}`);
  const { law, community } = ledger;
  const { sha256 } = nativeHasher;
  const run = { state: ledger.reader(), query: asked.value, now, community, sha256 };
  return runView(law, view, run) as LawViewOf<N> | undefined;
}
