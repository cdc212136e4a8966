import { fromHex, toHex } from "../../keys/encoding.ts";

/** Where an inviter's device stood: a verified page of the record, as a link can carry it. */
export interface InvitedAnchor {
  readonly height: bigint;
  readonly hash: Uint8Array;
}

/** What stands behind `#` in an invitation's link. */
export interface LinkSecret {
  readonly secret: Uint8Array | undefined;
  /** Absent in links that were made where nothing could be verified. */
  readonly anchor: InvitedAnchor | undefined;
}

/** Reads what stands behind `#`: the secret, and behind a dot each the page's height and hash. */
export function readLinkSecret(text: string): LinkSecret {
  const [secret = "", height = "", hash = ""] = text.split(".");
  const bytes = fromHex(secret);
  const pageHash = fromHex(hash);
  const isAnchor = /^[1-9][0-9]{0,14}$/.test(height) && pageHash?.length === 32;
  return {
    secret: bytes?.length === 32 ? bytes : undefined,
    anchor: isAnchor ? { height: BigInt(height), hash: pageHash } : undefined,
  };
}

/** Writes what stands behind `#`. */
export function writeLinkSecret(secret: Uint8Array, anchor: InvitedAnchor | undefined): string {
  const page = anchor === undefined ? "" : `.${anchor.height}.${toHex(anchor.hash)}`;
  return `${toHex(secret)}${page}`;
}
