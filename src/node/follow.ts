import type { CommittedBlock } from "../engine/engine.ts";
import { fromHex } from "../protocol/kernel/bytes.ts";
import { readersOf } from "./blobs/text-readers.ts";
import type { Closers } from "./closers.ts";
import type { NodeContext } from "./context.ts";

/** Passes every block on: to the figures, to those who listen, to the texts that are to go. */
export function followBlocks(context: NodeContext, closers: Closers): void {
  const { engine, metrics, streams, names, blobs, limits } = context;
  const stop = engine.subscribe((block) => {
    metrics.block(block);
    streams.tell(block);
    names.note(block);
    eraseGone(context, block);
  });
  context.reasons.begin(context.engine.ledger.reader());
  const sweep = () => void blobs.sweep().catch(() => {});
  const timer = setInterval(sweep, limits.pendingBlobLife / 4);
  timer.unref();
  closers.add(() => {
    clearInterval(timer);
    stop();
  });
}

/** Deletes the text behind every erasure of a block; the sweep finds what this could not. */
function eraseGone({ blobs, engine, log, reasons }: NodeContext, block: CommittedBlock): void {
  const erased = block.receipts
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === "records/text-erased")
    .map(({ data }) => String(data["text"]));
  const state = engine.ledger.reader();
  for (const name of [...erased, ...reasons.note(block, state)]) {
    const hash = fromHex(name);
    // The same words may be there as something else.
    if (hash === undefined || readersOf(state, reasons, hash) !== undefined) continue;
    blobs.erase(hash).catch((error: Error) => {
      log.warn("a text could not be deleted yet", { error: error.message });
    });
  }
}
