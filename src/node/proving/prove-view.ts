import { momentOf } from "../../engine/chain-params.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { editionIn, type Header } from "../../protocol/chain/index.ts";
import { editionOf } from "../../protocol/editions.ts";
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

/** How much of a proof is made before others have their turn. Units: bytes. */
export const PART_BYTES = 16_384;

/** Does work in parts, each when it is its turn. */
type InParts = <T>(steps: Generator<undefined, T, undefined>) => Promise<T>;

/**
 * Runs a view on the state under a header, and proves all that it read, in parts.
 *
 * Why the header's own time and edition: a device knows nothing else that is signed, and has to read
 * the very same rows. Why in parts: meanwhile others are answered; all parts are of that one state, and
 * where it is not held any more before the last of them, nothing is proved.
 * Throws: TooMuchRead where the view reads more than one answer may prove.
 */
export async function proveView(
  engine: Engine,
  question: ViewQuestion,
  inParts: InParts,
): Promise<ProvenView | NotProven> {
  const { height } = question;
  const light = await engine.lightBlock(height);
  if (light === undefined) return "height-not-held";
  return inParts(proveUnder(engine, question, light.signedHeader.header));
}

function* proveUnder(
  engine: Engine,
  question: ViewQuestion,
  header: Header,
): Generator<undefined, ProvenView | NotProven, undefined> {
  const { ledger } = engine;
  const state = ledger.readerAt(question.height - 1);
  if (state === undefined) return "height-not-held";
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
  yield;
  const held = ledger.readerAt(question.height - 1);
  if (held === undefined) return "height-not-held";
  const ranges = withoutEmptyGaps(law, held, recorded.ranges());
  if (!ranges.every((range) => mayHave(law, range, question.look))) return "not-visible";
  return yield* proveAll(engine, question.height, ranges);
}

function mayHave(law: Law, range: KeyRange, look: Look): boolean {
  const table: AnyTable | undefined = tableAt(law, range.from);
  return table !== undefined && isRangeVisible(table, range, look);
}

function* proveAll(
  { ledger }: Engine,
  height: number,
  ranges: readonly KeyRange[],
): Generator<undefined, ProvenView | NotProven, undefined> {
  const proved: (KeyRange & { readonly proof: Uint8Array })[] = [];
  let bytes = 0;
  let shown = 0;
  for (const range of ranges) {
    if (bytes - shown >= PART_BYTES) {
      yield;
      shown = bytes;
    }
    const answer = yield* ledger.proveInParts(height - 1, range, PART_BYTES);
    if (!answer.ok) return answer.reason === "too-long" ? "too-much" : "height-not-held";
    bytes += answer.proof.length;
    if (bytes > PROVED_BYTES_MAX) return "too-much";
    proved.push({ ...range, proof: answer.proof });
  }
  return { height, ranges: proved };
}
