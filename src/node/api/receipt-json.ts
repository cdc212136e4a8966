import type { PlacedReceipt } from "../../engine/engine.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import type { SeesEvent } from "./seeing.ts";

/** A receipt as the API gives it, with the events that anyone who asks may hear of. */
export function receiptJson(
  receipt: PlacedReceipt,
  sees: SeesEvent,
): { readonly [name: string]: Plain } {
  const { id, height, index, code, person, type, events, refusal } = receipt;
  const plain = {
    id: toHex(id),
    height,
    index,
    code,
    person,
    type,
    events: toPlain(events.filter(sees)),
  };
  if (refusal === undefined) return plain;
  const { fault, details } = refusal;
  return {
    ...plain,
    refusal: { code: fault.code, sentence: fault.sentence, remedy: fault.remedy, details },
  };
}
