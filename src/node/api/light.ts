import { momentOf } from "../../engine/chain-params.ts";
import type { Engine, KeptBlock } from "../../engine/engine.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { decodeOutcome, placedReceipt } from "../../engine/records.ts";
import { decodeBlock } from "../../protocol/chain/index.ts";
import { lightBlockToJson } from "../../protocol/chain/light-block.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Look } from "../../protocol/visible.ts";
import type { Api, NodeContext } from "../context.ts";
import { badRequest, beforeHistory, notFound, notVisible, type ProblemError } from "../problem.ts";
import { ASKED_BY_NODE, lightFromOthers } from "./light-from-others.ts";
import { receiptJson } from "./receipt-json.ts";
import { isWireVisible, lookOf, seesEvents } from "./seeing.ts";

/** Adds what anybody needs to check history: blocks, and headers with their signatures. */
export function addHistoryRoutes(api: Api, context: NodeContext): void {
  const { engine } = context;
  api.get("/light/:height", async (c) => {
    const height = heightOf(c.req.param("height"), engine.head().height);
    const own = await engine.lightBlock(height);
    // Nodes that lack the same header would otherwise ask each other without end.
    const isForAnother = c.req.query(ASKED_BY_NODE) !== undefined;
    if (own !== undefined) return c.json(lightBlockToJson(own));
    const block = isForAnother ? undefined : await lightFromOthers(context, height);
    if (block === undefined) throw missingBlock(engine, height);
    // Anyone who compares nodes must know that this one only passes on what another answers.
    return c.var.bill.run(() => c.json({ ...lightBlockToJson(block), relayed: true }));
  });

  api.get("/blocks/:height", async (c) => {
    const height = heightOf(c.req.param("height"), engine.head().height);
    const kept = await engine.block(height);
    return c.var.bill.run(() => c.json(blockJson(context, kept, height, lookOf(context, c))));
  });
}

/** A block with what came of its actions, to somebody who may see all of it. */
function blockJson(
  { engine }: NodeContext,
  kept: KeptBlock | undefined,
  height: number,
  look: Look,
) {
  const block = kept === undefined ? undefined : decodeBlock(kept.block);
  const outcome = kept === undefined ? undefined : decodeOutcome(kept.outcome);
  if (kept === undefined || !block?.ok || outcome === undefined) throw missingBlock(engine, height);
  const { header, txs } = block.value;
  const isWhole = txs.every((wire) => isWireVisible(engine.ledger, header, wire, look));
  if (!isWhole) throw notVisible();
  const sees = seesEvents(engine.ledger, look);
  const receipts = outcome.receipts.map((receipt, index) => {
    const id = nativeHasher.sha256(txs[index] ?? new Uint8Array(0));
    return receiptJson(placedReceipt(engine.ledger.law, { id, height, index }, receipt), sees);
  });
  return {
    height,
    time: momentOf(header.time),
    appHash: toHex(header.appHash),
    block: Buffer.from(kept.block).toString("base64"),
    commit: Buffer.from(kept.commit).toString("base64"),
    receipts,
    events: outcome.due.filter(sees),
  };
}

function missingBlock(engine: Engine, height: number): ProblemError {
  const first = engine.firstBlock();
  return height < first ? beforeHistory(`Block ${height}`, first) : notFound(`Block ${height}`);
}

/** Reads a height from an address; `latest` is the newest. Throws: ProblemError 400. */
export function heightOf(text: string, newest: number): number {
  if (text === "latest") return newest;
  if (!/^[1-9][0-9]{0,14}$/.test(text)) throw badRequest("A height is a whole number from 1.");
  return Number(text);
}
