import { compareBytes } from "../../protocol/kernel/bytes.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";
import type { Law } from "../../protocol/law.ts";
import type { Ledger } from "../../protocol/ledger.ts";

/** A question for a range of rows, and who asks. */
export interface RangeQuestion {
  readonly law: Law;
  readonly state: Reader;
  readonly table: AnyTable;
  readonly from: Uint8Array;
  readonly until: Uint8Array | undefined;
  /** 0 for somebody who has not signed in. */
  readonly viewer: number;
}

/** Tables that tell how a vote goes; their keys begin with the decision. */
const HIDDEN_WHILE_OPEN = new Set(["decisions/ballots", "decisions/tallies"]);

/**
 * Tells whether a range may not be shown now: the ballots of decisions that are still open,
 * except one's own, and how they add up so far.
 *
 * Why: who sees how others vote, votes otherwise.
 */
export function isHidden(question: RangeQuestion): boolean {
  if (!HIDDEN_WHILE_OPEN.has(question.table.name) || isOwnRow(question)) return false;
  const { law, state, table, from, until } = question;
  const decisions = law.tableByName.get("decisions/decisions");
  if (decisions === undefined) return true;
  const start = decisions.keyBytes([table.readKey(from)[0]]);
  for (const { key, row } of state.scan(decisions, start, decisions.endBytes([]))) {
    const first = table.keyBytes([decisions.readKey(key)[0]]);
    if (until !== undefined && compareBytes(first, until) >= 0) return false;
    if ((row as { readonly stage?: unknown }).stage === "open") return true;
  }
  return false;
}

/**
 * Tells whether an action is a vote on a decision that is still open.
 *
 * Why: a block's bytes hold what its people signed; until the vote closes such a block is shown to
 * nobody. Its header, which proves everything else, always is.
 */
export function isOpenVote({ law, machine, reader }: Ledger, wire: Uint8Array): boolean {
  const decoded = machine.decode(wire);
  if (!decoded.ok || decoded.value.action.type !== "decisions/cast-vote") return false;
  const { decision } = decoded.value.input as { readonly decision: number };
  const decisions = law.tableByName.get("decisions/decisions");
  const row = decisions === undefined ? undefined : reader().read(decisions, [decision]);
  return (row as { readonly stage?: unknown } | undefined)?.stage === "open";
}

/** Tells whether a range holds nothing but the ballot of the person who asks. */
function isOwnRow({ table, from, until, viewer }: RangeQuestion): boolean {
  if (table.name !== "decisions/ballots" || viewer === 0 || until === undefined) return false;
  const [decision, person] = table.readKey(from);
  if (person !== viewer) return false;
  const end = table.endBytes([decision, person]);
  const isWhole = compareBytes(from, table.keyBytes([decision, person])) === 0;
  return isWhole && end !== undefined && compareBytes(until, end) <= 0;
}
