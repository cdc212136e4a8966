import type { PlacedReceipt } from "../../engine/engine.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { type Plain, toPlain } from "../../protocol/kernel/plain.ts";

/** A receipt as the API gives it. */
export function receiptJson(receipt: PlacedReceipt): { readonly [name: string]: Plain } {
  const { id, height, index, code, person, type, events, refusal } = receipt;
  const plain = { id: toHex(id), height, index, code, person, type, events: toPlain(events) };
  if (refusal === undefined) return plain;
  const { fault, details } = refusal;
  return {
    ...plain,
    refusal: { code: fault.code, sentence: fault.sentence, remedy: fault.remedy, details },
  };
}
