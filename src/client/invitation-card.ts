import { fromBase64Url, toBase64Url } from "./base64url.ts";

/**
 * What an invitation's link says of itself, for the eyes of the invited person.
 *
 * Why it is in the link: the inviter's name is for members alone, so no node tells it to a stranger.
 * Bounds: nothing in it is proved; it is shown as what the link says, and never acted upon.
 */
export interface InvitationCard {
  /** What the inviter is called. */
  readonly inviter: string;
  readonly community: string;
  readonly purpose: string;
}

/** Letters of a name, and of a purpose, that go into a link at most. */
const NAME_MAX = 80;
const PURPOSE_MAX = 160;
/** Characters of a card that are read at most; the longest one that is written has fewer. */
const WRITTEN_MAX = 4096;

/** Characters that break a line or turn the direction of what stands around them. */
const UNRULY = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Writes a card: three texts as JSON, in base64url. */
export function writeInvitationCard({ inviter, community, purpose }: InvitationCard): string {
  const words = [cut(inviter, NAME_MAX), cut(community, NAME_MAX), cut(purpose, PURPOSE_MAX)];
  return toBase64Url(new TextEncoder().encode(JSON.stringify(words)));
}

/** Reads a card; nothing where it is none. */
export function readInvitationCard(text: string): InvitationCard | undefined {
  if (text === "" || text.length > WRITTEN_MAX) return undefined;
  const words = wordsIn(fromBase64Url(text) ?? new Uint8Array());
  const [inviter, community, purpose] = words;
  if (words.length !== 3 || inviter === undefined || community === undefined) return undefined;
  return {
    inviter: cut(inviter, NAME_MAX),
    community: cut(community, NAME_MAX),
    purpose: cut(purpose ?? "", PURPOSE_MAX),
  };
}

function wordsIn(bytes: Uint8Array): readonly string[] {
  try {
    const read: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return Array.isArray(read) && read.every((word) => typeof word === "string") ? read : [];
  } catch {
    return [];
  }
}

/** Makes a text one line of bounded length; what was longer ends with an ellipsis. */
function cut(text: string, most: number): string {
  const letters = [...text.replace(UNRULY, " ").replace(/\s+/g, " ").trim()];
  return letters.length <= most ? letters.join("") : `${letters.slice(0, most - 1).join("")}\u2026`;
}
