import type { Content } from "folkmoot/client/at-once";

/** What a helper says of a machine; nothing of it is proved. */
export interface Declaration {
  readonly place?: string;
  readonly provider?: string;
  readonly address?: string;
  readonly software?: string;
}

const fields = ["place", "provider", "address", "software"] as const;
const most = 120;

// Control characters and those that turn or join a line would say something else than they show.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

function wordsOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const plain = value.replaceAll(unseen, " ").replaceAll(/\s+/g, " ").trim();
  if (plain === "") return undefined;
  return plain.length > most ? `${plain.slice(0, most)}\u2026` : plain;
}

/**
 * Reads what somebody else wrote about their machine.
 *
 * Bounds: four known fields, each one line of 120 characters at most; the rest is passed over.
 */
export function readDeclaration(content: Content): Declaration {
  const found: { [field in (typeof fields)[number]]?: string } = {};
  for (const field of fields) {
    const words = Object.hasOwn(content, field) ? wordsOf(content[field]) : undefined;
    if (words !== undefined) found[field] = words;
  }
  return found;
}
