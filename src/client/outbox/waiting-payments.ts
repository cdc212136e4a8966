import { readEnvelope } from "../../protocol/kernel/envelope.ts";
import { decode } from "../../protocol/kernel/schema.ts";
import { pay } from "../../protocol/money/pay.ts";
import { fromBase64Url } from "../base64url.ts";
import type { AnswerOf } from "../view-types.ts";
import { type Entry, isUnfinished } from "./entry.ts";

type Parts = AnswerOf<"money/payable">["parts"];

/**
 * What can be paid by an older answer of a node, less what waits here to be paid by the same signer.
 *
 * Why: the node knew nothing of what was signed since, and would refuse what is paid twice.
 */
export function lessWaiting(parts: Parts, signer: string, entries: readonly Entry[]): Parts {
  const spent = new Map<number, number>();
  for (const entry of entries) {
    if (entry.signer !== signer || entry.type !== pay.type || !isUnfinished(entry)) continue;
    for (const { currency, micro } of partsOf(entry))
      spent.set(currency, (spent.get(currency) ?? 0) + micro);
  }
  return parts.map(({ currency, micro }) => {
    const left = Math.max(0, micro - (spent.get(currency) ?? 0));
    return { currency, micro: left };
  });
}

function partsOf({
  wire,
}: Entry): readonly { readonly currency: number; readonly micro: number }[] {
  const envelope = readEnvelope(fromBase64Url(wire) ?? new Uint8Array());
  if (!envelope.ok || envelope.value.kind !== "person") return [];
  const input = decode(pay.input, envelope.value.body.payload);
  return input.ok ? input.value.parts : [];
}
