import { toHex } from "../kernel/bytes.ts";

/**
 * The longest chain id.
 *
 * Source: CometBFT `types/genesis.go`, MaxChainIDLen.
 */
export const CHAIN_ID_BYTES_MAX = 50;

const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;
const FORBIDDEN_BYTE = 0xff;

/** A community's name in block headers: `folk-` and forty hexadecimal digits of its hash. */
export function chainIdOf(community: Uint8Array): string {
  return `folk-${toHex(community.subarray(0, 20))}`;
}

/**
 * Tells whether a text can name a chain: 1 to 50 characters of printable ASCII.
 *
 * Why: the name is signed with every vote, so it must have one spelling on every machine; ASCII
 * has no look-alikes by normalisation.
 */
export function isChainId(text: string): boolean {
  if (text.length === 0 || text.length > CHAIN_ID_BYTES_MAX) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < FIRST_PRINTABLE || code > LAST_PRINTABLE) return false;
  }
  return true;
}

/**
 * Writes a chain id as bytes.
 *
 * Bounds: for a text of which `isChainId` holds. Any other character becomes the byte 0xff, which
 * no reader accepts, so a wrong id can never pass for a right one.
 */
export function chainIdBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    bytes[at] = code < FIRST_PRINTABLE || code > LAST_PRINTABLE ? FORBIDDEN_BYTE : code;
  }
  return bytes;
}

/** Reads a chain id; `undefined` where the bytes are not one. */
export function chainIdFromBytes(bytes: Uint8Array): string | undefined {
  if (bytes.length > CHAIN_ID_BYTES_MAX) return undefined;
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return isChainId(text) ? text : undefined;
}
