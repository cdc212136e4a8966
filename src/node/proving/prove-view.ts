import { momentOf } from "../../engine/chain-params.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { editionIn, type Header } from "../../protocol/chain/index.ts";
import { editionOf } from "../../protocol/editions.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";
import type { KeyRange } from "../../protocol/kernel/tree/key.ts";
import type { Law } from "../../protocol/law.ts";
import { runView } from "../../protocol/run-view.ts";
import { PROVED_BYTES_MAX, PROVED_ROWS_MAX } from "../../protocol/view-limits.ts";
import { isRangeVisible, type Look } from "../../protocol/visible.ts";
import { recordReads } from "./record-reads.ts";
import { tableAt, withoutEmptyGaps } from "./table-ranges.ts";

/** A view to prove, and at which height's header. */
export interface ViewQuestion {
  readonly name: string;
  readonly height: number;
  /** Reads the question once it is known under which edition of the law it is asked. */
  readonly query: (law: Law) => unknown;
  readonly look: Look;
}

/** All that a view read, each stretch with its proof. */
export interface ProvenView {
  readonly height: number;
  readonly ranges: readonly (KeyRange & { readonly proof: Uint8Array })[];
}

/** Why a view cannot be proved now. */
export type NotProven = "no-such-view" | "height-not-held" | "too-much" | "not-visible";

/**
 * Runs a view on the state under a header, and proves all that it read.
 *
 * Why the header's own time and edition: a device knows nothing else that is signed, and has to read
 * the very same rows.
 * Throws: TooMuchRead where the view reads more than one answer may prove.
 */
export async function proveView(
  engine: Engine,
  question: ViewQuestion,
  run: Run,
): Promise<ProvenView | NotProven> {
  const { ledger } = engine;
  const { height } = question;
  const state = ledger.readerAt(height - 1);
  const light = state === undefined ? undefined : await engine.lightBlock(height);
  if (state === undefined || light === undefined) return "height-not-held";
  const { header } = light.signedHeader;
  return run(() => proveUnder(engine, question, state, header));
}

/** Does the work when it is its turn. */
type Run = <T>(work: () => T) => Promise<T>;

function proveUnder(
  engine: Engine,
  question: ViewQuestion,
  state: Reader,
  header: Header,
): ProvenView | NotProven {
  const { ledger } = engine;
  const law = editionOf(ledger.law, editionIn(header));
  const view = law?.viewByName.get(question.name);
  if (law === undefined || view === undefined) return "no-such-view";
  const recorded = recordReads(state, PROVED_ROWS_MAX);
  runView(law, view, {
    state: recorded.reader,
    query: question.query(law),
    now: momentOf(header.time),
    community: ledger.community,
    sha256: nativeHasher.sha256,
  });
  const ranges = withoutEmptyGaps(law, state, recorded.ranges());
  if (!ranges.every((range) => mayHave(law, range, question.look))) return "not-visible";
  return proveAll(engine, question.height, ranges);
}

function mayHave(law: Law, range: KeyRange, look: Look): boolean {
  const table: AnyTable | undefined = tableAt(law, range.from);
  return table !== undefined && isRangeVisible(table, range, look);
}

function proveAll(
  { ledger }: Engine,
  height: number,
  ranges: readonly KeyRange[],
): ProvenView | NotProven {
  const proved: { from: Uint8Array; until: Uint8Array | undefined; proof: Uint8Array }[] = [];
  let bytes = 0;
  for (const { from, until } of ranges) {
    const answer = ledger.prove(height - 1, from, until);
    if (!answer.ok) return answer.reason === "too-long" ? "too-much" : "height-not-held";
    bytes += answer.proof.length;
    if (bytes > PROVED_BYTES_MAX) return "too-much";
    proved.push({ from, until, proof: answer.proof });
  }
  return { height, ranges: proved };
}
