import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import type { PageHandedOn } from "./device-light.ts";
import { type InvitationCard, readInvitationCard, writeInvitationCard } from "./invitation-card.ts";

/** What stands behind `#` in an invitation's link. */
export interface LinkSecret {
  readonly secret: Uint8Array | undefined;
  /** Where the inviter's device stood; absent in links made where nothing could be verified. */
  readonly page: PageHandedOn | undefined;
  /** Who invites to what, as the link says; anybody could have written it. */
  readonly card: InvitationCard | undefined;
}

/** Reads what stands behind `#`: the secret, and behind a dot each the page's height, its hash, and the card. */
export function readLinkSecret(text: string): LinkSecret {
  const [secret = "", height = "", hash = "", card = ""] = text.split(".");
  const bytes = fromHex(secret);
  return {
    secret: bytes?.length === 32 ? bytes : undefined,
    page: readLinkPage(`${height}.${hash}`),
    card: readInvitationCard(card),
  };
}

/** Writes what stands behind `#`. */
export function writeLinkSecret(
  secret: Uint8Array,
  page: PageHandedOn | undefined,
  card?: InvitationCard,
): string {
  const behind = page === undefined ? "" : `.${writeLinkPage(page)}`;
  if (card === undefined) return `${toHex(secret)}${behind}`;
  return `${toHex(secret)}${behind === "" ? ".." : behind}.${writeInvitationCard(card)}`;
}

/** Reads the page that a link carries: its height and its hash, with a dot between them. */
export function readLinkPage(text: string): PageHandedOn | undefined {
  const [height = "", hash = "", ...more] = text.split(".");
  const pageHash = fromHex(hash);
  const isPage = /^[1-9][0-9]{0,14}$/.test(height) && pageHash?.length === 32 && more.length === 0;
  return isPage ? { height: BigInt(height), hash: pageHash } : undefined;
}

/** Writes the page that a link carries, such as a receipt's. */
export function writeLinkPage({ height, hash }: PageHandedOn): string {
  return `${height}.${toHex(hash)}`;
}

/** What a device shows that is to be added to a person: its key, its proof, and the page it has verified. */
export interface DeviceCode {
  readonly key: string;
  readonly proof: string;
  /** Absent in codes that were made where nothing could be verified. */
  readonly page: PageHandedOn | undefined;
}

/**
 * Reads a device's code; nothing where it is not whole.
 *
 * Shape: 64 digits of the key, 128 of the proof, and behind a dot each the page's height and hash.
 */
export function readDeviceCode(text: string): DeviceCode | undefined {
  const [own = "", ...page] = text.trim().toLowerCase().split(".");
  if (!/^[0-9a-f]{192}$/.test(own)) return undefined;
  const carried = readLinkPage(page.join("."));
  if (page.length > 0 && carried === undefined) return undefined;
  return { key: own.slice(0, 64), proof: own.slice(64), page: carried };
}
