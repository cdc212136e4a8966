/**
 * The first of some codings that a browser takes by its `accept-encoding`; nothing where it takes none.
 *
 * Shape: `gzip, br;q=0.5`; a weight of zero refuses, `*` stands for all that are not named. Which of those
 * it takes is ours to choose, so weights between do not matter.
 */
export function acceptedCoding<C extends string>(
  codings: readonly C[],
  accepted: string | undefined,
): C | undefined {
  const named = new Map<string, boolean>();
  for (const each of (accepted ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = each.split(";").map((part) => part.trim());
    named.set(name, !parameters.some((part) => /^q=0(?:\.0*)?$/.test(part)));
  }
  return codings.find((coding) => named.get(coding) ?? named.get("*") ?? false);
}
