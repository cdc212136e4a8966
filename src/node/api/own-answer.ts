/** What the reading of one decision holds of the person whom it was read for. */
interface Reading {
  readonly stage?: unknown;
  readonly mine?: unknown;
}

/**
 * Keeps a person's answer to an open decision from everybody but that person.
 *
 * Why: the reading can be asked for anybody; answer by answer, the hidden totals could be added up.
 */
export function withOwnAnswerOnly(
  name: string,
  value: unknown,
  asked: { readonly person?: unknown },
  viewer: number,
): unknown {
  if (name !== "decisions/decision" || asked.person === viewer) return value;
  const reading = value as Reading;
  return reading.stage === "open" ? { ...reading, mine: null } : value;
}
