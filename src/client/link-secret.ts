import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import type { PageHandedOn } from "./own-light.ts";

/** What stands behind `#` in an invitation's link. */
export interface LinkSecret {
  readonly secret: Uint8Array | undefined;
  /** Where the inviter's device stood; absent in links made where nothing could be verified. */
  readonly page: PageHandedOn | undefined;
}

/** Reads what stands behind `#`: the secret, and behind a dot each the page's height and hash. */
export function readLinkSecret(text: string): LinkSecret {
  const [secret = "", height = "", hash = ""] = text.split(".");
  const bytes = fromHex(secret);
  const pageHash = fromHex(hash);
  const isPage = /^[1-9][0-9]{0,14}$/.test(height) && pageHash?.length === 32;
  return {
    secret: bytes?.length === 32 ? bytes : undefined,
    page: isPage ? { height: BigInt(height), hash: pageHash } : undefined,
  };
}

/** Writes what stands behind `#`. */
export function writeLinkSecret(secret: Uint8Array, page: PageHandedOn | undefined): string {
  const behind = page === undefined ? "" : `.${page.height}.${toHex(page.hash)}`;
  return `${toHex(secret)}${behind}`;
}
