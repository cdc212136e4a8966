/** A part of what can be paid: how much of which currency. */
export interface PayablePart {
  readonly currency: number;
  readonly micro: number | string | bigint;
}

/** What can be paid from one person to another, as `money/payable` says it. */
export interface Payable {
  readonly micro: number | string | bigint;
  readonly parts: readonly PayablePart[];
  readonly reason: {
    readonly code: string;
    readonly sentence: string;
    readonly remedy: string;
  } | null;
}

/** Cuts an amount out of the parts in their order; nothing when they do not add up to it. */
export function cutParts(
  parts: readonly PayablePart[],
  amount: bigint,
): { readonly currency: number; readonly micro: number }[] | undefined {
  const cut: { currency: number; micro: number }[] = [];
  let left = amount;
  for (const { currency, micro } of parts) {
    if (left === 0n) break;
    const held = BigInt(micro);
    const taken = held < left ? held : left;
    if (taken > 0n) cut.push({ currency, micro: Number(taken) });
    left -= taken;
  }
  return left === 0n ? cut : undefined;
}
