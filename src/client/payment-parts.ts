import type { PlainInputOf } from "./action-types.ts";
import type { AnswerOf } from "./view-types.ts";

/** What a payment takes of one currency. */
export type PaymentPart = PlainInputOf<"money/pay">["parts"][number];

/**
 * Cuts an amount out of the parts that can be paid, in their order; nothing when they do not add up
 * to it.
 */
export function cutParts(
  parts: AnswerOf<"money/payable">["parts"],
  micro: bigint,
): readonly PaymentPart[] | undefined {
  const cut: PaymentPart[] = [];
  let left = micro;
  for (const { currency, micro: held } of parts) {
    if (left === 0n) break;
    const taken = BigInt(held) < left ? BigInt(held) : left;
    if (taken > 0n) cut.push({ currency, micro: Number(taken) });
    left -= taken;
  }
  return left === 0n ? cut : undefined;
}
