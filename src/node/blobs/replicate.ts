import { setTimeout as pause } from "node:timers/promises";
import type { Signer } from "../../engine/embedded/signer.ts";
import type { CommittedBlock } from "../../engine/engine.ts";
import { messageOf } from "../../engine/engine-fault.ts";
import { reasonOf, reasons as reasonRows } from "../../protocol/decisions/index.ts";
import { fromHex, isZero } from "../../protocol/kernel/bytes.ts";
import { texts } from "../../protocol/texts/index.ts";
import type { Closers } from "../closers.ts";
import type { NodeContext } from "../context.ts";
import { createAskingPace } from "./asking-pace.ts";
import { declaredSites } from "./declared-sites.ts";
import { createMissingTexts } from "./missing-texts.ts";
import { answersIn } from "./reason-index.ts";
import { createTextSites } from "./text-sites.ts";

/** Between two looks whether it is time to ask. Units: milliseconds. */
const LOOK = 1_000;

/**
 * Fetches the texts that this machine lacks from the other machines of its network.
 *
 * Shape: the addresses are those of network.json and those that helpers of seated machines declare.
 * Why: the ledger holds only hashes; what people wrote must outlive the machine that it was handed
 * to. Every text is checked against its hash. What the ledger says is erased is never fetched.
 */
export function replicateTexts(context: NodeContext, signer: Signer, closers: Closers): void {
  const { engine, blobs, clock, log, network, reasons } = context;
  if (network === undefined) return;
  const missing = createMissingTexts(
    (hash) => reasons.find(engine.ledger.reader(), hash) !== undefined,
  );
  const pace = createAskingPace(clock);
  const sites = createTextSites(context, signer, missing);
  let isOver = false;

  const want = async (hash: Uint8Array): Promise<void> => {
    if ((await blobs.get(hash)) !== undefined) return;
    missing.add(hash);
    pace.hurry();
  };
  const round = async (): Promise<void> => {
    const turn = missing.turn(engine.ledger.reader());
    if (turn.length === 0) return;
    const declared = await declaredSites(engine.ledger.reader(), blobs);
    for (const site of new Set([...context.sites, ...declared])) {
      if (missing.size() === 0 || isOver) return;
      await sites.ask(site, turn);
    }
    missing.putLast(turn);
  };
  const run = async (): Promise<void> => {
    for (const { row } of texts.entries(engine.ledger.reader(), [])) {
      if (row.erasedAt === 0) await want(row.hash);
    }
    for (const { row } of reasonRows.entries(engine.ledger.reader(), [])) {
      if (!isZero(row.text)) await want(row.text);
    }
    while (!isOver) {
      if (pace.isDue()) {
        const before = missing.size();
        pace.begin();
        await round();
        pace.end(missing.size() < before);
      }
      await pause(LOOK, undefined, { ref: false });
    }
  };

  const stop = engine.subscribe((block) => {
    for (const hash of publishedIn(block)) void want(hash);
    for (const key of answersIn(block)) {
      const reason = reasonOf(engine.ledger.reader(), ...key);
      if (reason !== undefined) void want(reason.text);
    }
  });
  void run().catch((error: unknown) => {
    log.error("texts are no longer fetched", { error: messageOf(error) });
  });
  closers.add(() => {
    isOver = true;
    stop();
  });
}

/** The hashes of the texts that a block publishes. */
function publishedIn({ receipts }: CommittedBlock): Uint8Array[] {
  return receipts
    .flatMap(({ events }) => events)
    .flatMap(({ type, data }) => {
      const hash = type === "records/text-published" ? fromHex(String(data["text"])) : undefined;
      return hash === undefined ? [] : [hash];
    });
}
