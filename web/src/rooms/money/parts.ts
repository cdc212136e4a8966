/** An amount of one currency. */
export interface Part {
  readonly currency: number;
  readonly micro: number;
}

/**
 * Cuts the parts that could be paid down to an amount, in their order.
 *
 * Bounds: the amount is at most what the parts add up to.
 */
export function cutParts(
  parts: readonly { readonly currency: number; readonly micro: number | string }[],
  micro: string,
): Part[] {
  const cut: Part[] = [];
  let left = BigInt(micro);
  for (const part of parts) {
    if (left === 0n) break;
    const all = BigInt(part.micro);
    const taken = all < left ? all : left;
    cut.push({ currency: part.currency, micro: Number(taken) });
    left -= taken;
  }
  return cut;
}
