import { momentOf } from "../../engine/chain-params.ts";
import type { PlacedReceipt } from "../../engine/engine.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { decodeBlock } from "../../protocol/chain/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import type { Why } from "../../protocol/kernel/why.ts";
import { editionOfBlock, pastAction } from "../../protocol/past-action.ts";
import { isVisible, type Look } from "../../protocol/visible.ts";
import type { Api, NodeContext } from "../context.ts";
import type { Bill } from "../pricing/till.ts";
import { notFound, notVisible } from "../problem.ts";
import { idOf, missingAction } from "./actions.ts";
import { receiptJson } from "./receipt-json.ts";
import { lookOf, seesEvents } from "./seeing.ts";

/** Adds the explanation of what became of an action. */
export function addWhyRoutes(api: Api, context: NodeContext): void {
  api.get("/why/:id", async (c) => {
    const receipt = await context.engine.find(idOf(c.req.param("id")));
    if (receipt === undefined) throw await missingAction(context.engine);
    const look = lookOf(context, c);
    const explained = await explainReceipt(context, receipt, look, c.var.bill);
    return c.json({
      receipt: receiptJson(receipt, seesEvents(context.engine.ledger, look)),
      ...explained,
    });
  });
}

/**
 * Explains an action to anyone who may see it, on the state before its block where that height is still held, else on the
 * newest one; `asOf` tells which.
 */
async function explainReceipt(
  { engine }: NodeContext,
  receipt: PlacedReceipt,
  look: Look,
  bill: Pick<Bill, "run">,
): Promise<{ readonly why: Plain; readonly asOf: Plain }> {
  const kept = await engine.block(receipt.height);
  const block = kept === undefined ? undefined : decodeBlock(kept.block);
  const wire = block?.ok ? block.value.txs[receipt.index] : undefined;
  const { law } = engine.ledger;
  if (wire === undefined || !block?.ok) throw notFound("The explanation");
  const { header } = block.value;
  const { decoded } = pastAction(law, nativeHasher, header, wire);
  if (!decoded.ok) throw notFound("The explanation");
  const done = { author: receipt.person, input: decoded.value.input };
  if (!isVisible(decoded.value.action.visibility, done, look)) throw notVisible();
  const before = engine.ledger.readerAt(receipt.height - 1);
  // Each edition explains by rows of its own form: those before the block, or else the newest.
  const explaining = before === undefined ? law : editionOfBlock(law, header);
  const action = explaining.actionByType.get(receipt.type);
  const now = momentOf(header.time);
  const { envelope, input } = decoded.value;
  const device = envelope.kind === "person" ? envelope.body.device : 0;
  const context = { author: receipt.person, decision: 0, device, input };
  const state: Reader = before ?? engine.ledger.reader();
  const around = { ...engine.ledger.stateMachine.ruleContext(now), ...context, state };
  const why = await bill.run(() => action && whyOf(() => action.why(around as never)));
  const height = before === undefined ? engine.head().height : receipt.height - 1;
  return { why: toPlain(why ?? null), asOf: { height, id: toHex(receipt.id) } };
}

/** An explanation, or nothing where the state no longer has what it speaks of. */
export function whyOf(explain: () => Why): Why | undefined {
  try {
    return explain();
  } catch {
    return undefined;
  }
}
